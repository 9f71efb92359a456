"""The closed sets of values of the gallery model, matched without regard to case."""

from sig.domain.choice import Choice


class OsType(Choice):
    WINDOWS = "Windows"
    LINUX = "Linux"


class OsState(Choice):
    GENERALIZED = "Generalized"
    SPECIALIZED = "Specialized"


class HyperVGeneration(Choice):
    V1 = "V1"
    V2 = "V2"


class Architecture(Choice):
    X64 = "x64"
    ARM64 = "Arm64"


class Permissions(Choice):
    COMMUNITY = "Community"
    GROUPS = "Groups"
    PRIVATE = "Private"


class SharingGroupType(Choice):
    SUBSCRIPTIONS = "Subscriptions"
    TENANTS = "AADTenants"


class SharingOperation(Choice):
    ADD = "Add"
    REMOVE = "Remove"
    RESET = "Reset"
    ENABLE_COMMUNITY = "EnableCommunity"


class StorageAccountType(Choice):
    STANDARD_LRS = "Standard_LRS"
    STANDARD_ZRS = "Standard_ZRS"
    PREMIUM_LRS = "Premium_LRS"


class StorageAccountStrategy(Choice):
    PREFER_STANDARD_ZRS = "PreferStandard_ZRS"
    DEFAULT_STANDARD_LRS = "DefaultStandard_LRS"


class EdgeZoneStorageAccountType(Choice):
    STANDARD_LRS = "Standard_LRS"
    STANDARD_ZRS = "Standard_ZRS"
    STANDARD_SSD_LRS = "StandardSSD_LRS"
    PREMIUM_LRS = "Premium_LRS"


class ReplicationMode(Choice):
    FULL = "Full"
    SHALLOW = "Shallow"


class HostCaching(Choice):
    NONE = "None"
    READ_ONLY = "ReadOnly"
    READ_WRITE = "ReadWrite"


class ConfidentialVmEncryptionType(Choice):
    GUEST_STATE_WITH_PMK = "EncryptedVMGuestStateOnlyWithPmk"
    WITH_PMK = "EncryptedWithPmk"
    WITH_CMK = "EncryptedWithCmk"
    NON_PERSISTED_TPM = "NonPersistedTPM"


class EndpointType(Choice):
    """A metadata endpoint that the machines of a host can reach."""

    IMDS = "IMDS"
    WIRE_SERVER = "WireServer"


class AccessControlMode(Choice):
    AUDIT = "Audit"
    DISABLED = "Disabled"
    ENFORCE = "Enforce"


class EndpointAccess(Choice):
    ALLOW = "Allow"
    DENY = "Deny"


class ScriptBehaviorAfterReboot(Choice):
    NONE = "None"
    RERUN = "Rerun"


class ActionParameterType(Choice):
    STRING = "String"
    CONFIGURATION_DATA_BLOB = "ConfigurationDataBlob"
    LOG_OUTPUT_BLOB = "LogOutputBlob"
