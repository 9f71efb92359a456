"""The rules of: image versions: sources, disks and encryption; and sources as they are registered."""

from sig.domain.rulebook.rule import accepts, rule
from sig.domain.rulebook.texts import PUBLISHING, STORAGE

RULES = (
    rule(
        "R051",
        "InvalidParameter",
        "documented",
        "A version has one source",
        protects="Against an image that would be made of two things, or of nothing.",
        accepted="One managed image, VM or image version; or an OS disk with data disks.",
        remedy="Give one of --managed-image, --virtual-machine, --image-version, --os-snapshot or --os-vhd-uri.",
        messages=(
            (
                "The source can only be specified directly under storageProfile or within individual disks, and "
                "exactly one source is needed; {} were given."
            ),
            "The source can only be specified directly under storageProfile or within individual disks",
            "The OS disk needs a source.",
            "One and only one source type must be specified.",
        ),
    ),
    rule(
        "R052",
        "LinkedInvalidPropertyId",
        "documented",
        "A resource is named by its whole ID",
        protects="Against a name that could mean several resources.",
        accepted="/subscriptions/{subscription}/resourceGroups/{group}/providers/{namespace}/{type}/{name}.",
        remedy="Copy the ID from az resource show --query id, or from sig ... show --query id.",
        messages=(
            "'{}' is not a resource ID.",
            (
                "Property id '{}' at path '{}' is invalid. Expect fully qualified resource Id that start with "
                "'/subscriptions/{}' or '/providers/{}/'."
            ),
        ),
    ),
    rule(
        "R053",
        "InvalidParameter",
        "documented",
        "The source of an image is a managed image, a VM or an image version",
        protects="Against IDs of other things.",
        accepted="IDs of Microsoft.Compute/images, virtualMachines or galleries/images/versions.",
        remedy="Give the ID of one of these; a disk or snapshot goes under the OS disk (--os-snapshot).",
        messages=(
            "The source id '{}' must be the ID of a managed image or virtual machine or gallery image version.",
            "The source id '{}' must be the ID of a virtual machine.",
            "must either be a managed image, virtual machine or another gallery image version",
        ),
    ),
    rule(
        "R054",
        "InvalidParameter",
        "live",
        "The source of a disk is a disk, a snapshot or a VHD",
        protects="Against IDs of other things.",
        accepted="IDs of Microsoft.Compute/disks or snapshots; a VHD by its URI and storage account.",
        remedy="Give a disk or snapshot, or use --os-vhd-uri with --os-vhd-storage-account.",
        messages=(
            "The source id '{}' must be the ID of a managed disk or snapshot.",
            "must be a managed disk or snapshot",
        ),
    ),
    rule(
        "R055",
        "ResourceNotFound",
        "documented",
        "The source can be read in the version's region",
        protects="The copy that is made there.",
        accepted="A source in the location of the version; an image version with a replica there.",
        remedy="Create the version where the source is, or replicate the source to that region first.",
        messages=(
            (
                "Source '{}' is not found in '{}'. Check that the source exists and has a replica in the region of the "
                "gallery image version being created."
            ),
            (
                "Source '{}' is not found in '{}'. Check that the source exists, and is in the same region as the "
                "gallery image version being created: it is in '{}'."
            ),
            (
                "Source {} is not found. Please check source exists, and is in the same region as gallery image "
                "version being created."
            ),
        ),
    ),
    rule(
        "R055a",
        "ResourceNotFound",
        "documented",
        "The source exists",
        protects="Against a version that nothing could be copied to.",
        accepted="A registered source or a stored image version; without strict, any well-formed ID of another kind.",
        remedy="Check the ID; register what it names with sig source add.",
        messages=("Source was not found: {}. Make sure the source exists.",),
    ),
    rule(
        "R056",
        "PropertyChangeNotAllowed",
        "live",
        "A version keeps its source and its encrypted disks",
        protects="What the number of a version stands for.",
        accepted="The stored source, or none; encryption of the LUNs that it had.",
        remedy="Create another version from the other source.",
        messages=(
            f"Changing property '{STORAGE}.source.id' is not allowed.",
            f"Changing property '{STORAGE}.osDiskImage.source.id' is not allowed.",
            f"Changing property '{STORAGE}.dataDiskImages.source.id' is not allowed.",
            f"Changing property '{STORAGE}.{{}}.source.id' is not allowed.",
            (
                "Cannot specify new data disk image encryption lun {} with a disk encryption set in region {} for "
                "update gallery image version request."
            ),
            f"Changing property '{PUBLISHING}.targetRegions.encryption' is not allowed.",
        ),
        other_codes=("InvalidParameter",),
    ),
    accepts(
        "R056a",
        "live",
        "An update need not repeat the source",
        protects="Clients that may not read the source, az among them.",
        accepted="No source, null or {} in an update; the stored one is kept.",
    ),
    rule(
        "R057",
        "PropertyChangeNotAllowed",
        "documented",
        "A version keeps its data disks and their LUNs",
        protects="What the number of a version stands for.",
        accepted="The LUNs that are stored.",
        remedy="Create another version with the other disks.",
        messages=(
            f"Changing property '{STORAGE}.dataDiskImages.lun' is not allowed.",
            "Adding new Data Disks or changing the LUN of an existing Data Disk is not allowed",
        ),
    ),
    rule(
        "R058",
        "InvalidParameter",
        "documented",
        "Each data disk has a LUN of its own",
        protects="The order in which a VM sees its disks.",
        accepted="Whole numbers from 0, each once.",
        remedy="Give different LUNs, or none: they are then 0, 1, 2 and so on.",
        messages=(
            "Duplicated lun numbers {} in the data disks; they must be unique.",
            "Duplicated lun numbers {} must be unique",
            "Every data disk needs a LUN of 0 or more.",
        ),
    ),
    rule(
        "R059",
        "InvalidParameter",
        "documented",
        "Each disk has a source of its own",
        protects="Against an image that holds one disk twice.",
        accepted="Different disks, snapshots and blobs.",
        remedy="Name each source once, or copy the disk.",
        messages=(
            "Duplicated source ids {} among the disks: each disk needs a source of its own.",
            "Duplicated source ids {} must be unique",
            "OSDiskImage and DataDiskImage cannot point to same blob",
        ),
    ),
    rule(
        "R060",
        "InvalidParameter",
        "documented",
        "The source has the OS state of the definition",
        protects="Who deploys: a generalized image needs an osProfile, a specialized one forbids it.",
        accepted="A generalized source in a generalized definition, a specialized one in a specialized.",
        remedy="Generalize the source, or use a definition of its OS state.",
        messages=(
            (
                "Cannot create Gallery Image Version from: {} since the OS State in the parent gallery image ('{}') is "
                "not '{}'."
            ),
        ),
    ),
    rule(
        "R061",
        "InvalidParameter",
        "documented",
        "The source has the Hyper-V generation of the definition",
        protects="VMs from firmware that cannot boot their disk.",
        accepted="A source of the definition's generation.",
        remedy="Use a definition of the source's generation: it cannot be changed.",
        messages=(
            (
                "The resource with id '{}' has a different Hypervisor generation ['{}'] than the parent gallery image "
                "Hypervisor generation ['{}']."
            ),
            "has a different Hypervisor generation",
        ),
    ),
    rule(
        "R062",
        "InvalidParameter",
        "documented",
        "The source has the OS type of the definition",
        protects="VMs from being provisioned as what they are not.",
        accepted="A source with the definition's OS type.",
        remedy="Use a definition of the source's OS type.",
        messages=(
            "The resource with id '{}' has a different OS type ['{}'] than the parent gallery image OS type ['{}'].",
            "has a different OS type",
        ),
    ),
    rule(
        "R063",
        "InvalidParameter",
        "documented",
        "A source VM keeps its OS disk",
        protects="Against disks that end with their host.",
        accepted="A VM with a managed OS disk that is not ephemeral.",
        remedy="Create the image from a VM whose OS disk is not ephemeral.",
        messages=(
            "The source virtual machine '{}' cannot contain an ephemeral OS disk.",
            "cannot contain an ephemeral OS disk",
        ),
    ),
    rule(
        "R064",
        "InvalidParameter",
        "documented",
        "A source VM has no Ultra disk",
        protects="Against disks that images cannot hold.",
        accepted="Standard and Premium disks.",
        remedy="Detach the Ultra disk, or create the version from snapshots of the other disks.",
        messages=("cannot contain disk {} stored in an UltraSSD account type", "stored in an UltraSSD account type"),
    ),
    rule(
        "R065",
        "InvalidParameter",
        "documented",
        "A source VM uses managed disks",
        protects="The copy, which is made from managed disks.",
        accepted="A VM with managed disks.",
        remedy="Convert the VM to managed disks, or give its VHDs by --os-vhd-uri.",
        messages=("must be created from Managed Disks",),
    ),
    rule(
        "R066",
        "GallerySourceResourceExceedsMaxSize",
        "live",
        "A disk is within the size that is replicated",
        protects="Replication from disks that it cannot copy.",
        accepted="Disks up to the limit of the replication mode.",
        remedy="Shrink the disk, leave it out, or use --replication-mode Shallow where that allows more.",
        profiles=lambda era: f"{era.max_disk_gb} GB with Full replication, {era.max_shallow_disk_gb} GB with Shallow",
        messages=(
            (
                "The replication job has failed in the regions '{}': The GalleryImageVersion source resource size {} "
                "exceeds the max size {} supported."
            ),
            "source resource size {} exceeds the max size {} supported",
        ),
    ),
    rule(
        "R067",
        "InvalidParameter",
        "documented",
        "The source has the purchase plan of the definition",
        protects="Publishers of marketplace images, whose plan goes with every copy.",
        accepted="The same plan name, product and publisher on both, or on neither.",
        remedy="Create the definition with --plan-name, --plan-product and --plan-publisher of the source.",
        messages=(
            "The resource with id '{}' has a different plan ['{}'] than the parent gallery image plan ['{}'].",
            "has a different plan",
        ),
    ),
    rule(
        "R068",
        "TooManyRequests",
        "documented",
        "One source is not copied too often at the same time",
        protects="The storage behind the source.",
        accepted="A few versions at a time from one source.",
        remedy="Wait until a version from the source is replicated, then make the next.",
        kind="not emulated",
        messages=("Too many requests on source {}",),
        reason="There is no copying under way that could be throttled: versions are there at once.",
    ),
    rule(
        "R069.a",
        "InvalidParameter",
        "documented",
        "A disk encryption set is named by its whole ID",
        protects="Against a key that cannot be found.",
        accepted="/subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/diskEncryptionSets/NAME.",
        remedy="Give the whole ID, or a bare name for a set in the group of the command.",
        messages=(
            "Parameter diskEncryptionSetId is invalid: '{}'.",
            "The value of parameter {}diskEncryptionSetId is invalid.",
        ),
    ),
    rule(
        "R069.b",
        "ResourceNotFound",
        "documented",
        "A disk encryption set exists",
        protects="Against a key that cannot be found.",
        accepted="A registered set; without strict, any well-formed ID.",
        remedy="Check the ID, or register it with sig source add.",
        messages=("The disk encryption set '{}' was not found.",),
    ),
    rule(
        "R069.c",
        "InvalidParameter",
        "documented",
        "A disk encryption set is of the gallery's subscription and of the target region",
        protects="Replicas from keys that cannot reach them.",
        accepted="A set of the same subscription, in the region whose replicas it encrypts.",
        remedy="Create a disk encryption set in each target region of the gallery's subscription.",
        messages=(
            "The disk encryption set '{}' must be in the same subscription '{}' as the gallery resource.",
            "The disk encryption set '{}' is in region '{}' and cannot encrypt the replicas in '{}'.",
        ),
    ),
    rule(
        "R069.d",
        "InvalidParameter",
        "documented",
        "An encrypted source is of the gallery's subscription",
        protects="Keys from being used outside their subscription.",
        accepted="An encrypted source of the same subscription, or one that is not encrypted with a customer's key.",
        remedy="Create a gallery in the subscription of the source.",
        messages=(
            (
                "Encrypted source: '{}' is in a different subscription ID than the current gallery image version "
                "subscription '{}'."
            ),
            "Encrypted source {} is in a different subscription",
        ),
    ),
    rule(
        "R069.e",
        "InvalidParameter",
        "documented",
        "The OS disk is encrypted in every region or in none",
        protects="Against a replica that is left in the open.",
        accepted="A disk encryption set for the OS disk in each target region.",
        remedy="Add a disk encryption set for the OS disk of that region.",
        messages=(
            (
                "A disk encryption set is required for disk 'osDiskImage{}' in target region '{}' since disk "
                "encryption set '{}' is used for the corresponding disk in region '{}'."
            ),
            "A disk encryption set is required for disk 'OSDisk' in target region '{}'",
        ),
    ),
    rule(
        "R069.f",
        "InvalidParameter",
        "documented",
        "A data disk is encrypted in every region or in none",
        protects="Against a replica that is left in the open.",
        accepted="A disk encryption set for that LUN in each target region.",
        remedy="Add a disk encryption set for the LUN in that region.",
        messages=(
            (
                "A disk encryption set is required for disk 'LUN {}' in target region '{}' since disk encryption set "
                "'{}' is used for the corresponding disk in region '{}'."
            ),
        ),
    ),
    rule(
        "R069.g",
        "InvalidParameter",
        "documented",
        "Encryption names LUNs that the image has",
        protects="Against a key for a disk that does not exist.",
        accepted="LUNs of the image's data disks.",
        remedy="Use the LUNs of the source's data disks.",
        messages=(
            (
                "An invalid lun {} was specified in encryption.dataDiskImages of region '{}'. The lun must be one of "
                "the following values {}."
            ),
            "An invalid lun",
        ),
    ),
    rule(
        "R069.h",
        "InvalidParameter",
        "documented",
        "Encryption names a LUN once in a region",
        protects="Against two keys for one disk.",
        accepted="Each LUN once.",
        remedy="Name the LUN once.",
        messages=("Duplicate luns {} in the encryption of one region.", "Duplicate luns {}"),
    ),
    rule(
        "R069.i",
        "InvalidParameter",
        "documented",
        "The source can be encrypted",
        protects="Against encryption that is not offered for VHDs and image versions.",
        accepted="A VM, a managed disk, a snapshot or a managed image as the source.",
        remedy="Make a managed disk or snapshot of it first, or leave the encryption out.",
        messages=("Encryption is not supported for source resource '{}'.",),
    ),
    rule(
        "R069a",
        "OperationNotAllowed",
        "documented",
        "Encrypted versions are not shared",
        protects="Consumers, who have no access to the key.",
        accepted="Encryption sets in private galleries.",
        remedy="Use a gallery with private permissions and share it with RBAC, or leave the encryption out.",
        messages=(
            (
                "Gallery '{}' is shared by permissions '{}': a version encrypted with a disk encryption set cannot be "
                "in it."
            ),
        ),
    ),
    rule(
        "R150",
        "InvalidParameter",
        "assumed",
        "The source has the architecture of the definition",
        protects="VMs from a processor that cannot run their disk.",
        accepted="A source of the definition's architecture, or one whose architecture is not known.",
        remedy="Use a definition of the source's architecture.",
        messages=(
            (
                "The resource with id '{}' has a different architecture ['{}'] than the parent gallery image "
                "architecture ['{}']."
            ),
        ),
    ),
    rule(
        "R151",
        "InvalidParameter",
        "sig",
        "A source is described as what it is",
        protects="The checks of versions that are made from it.",
        accepted="A VM, image, disk, snapshot, VHD or disk encryption set, with the members that its kind has.",
        remedy="Leave out what the kind does not have: sig source add --help.",
        messages=(
            "'{}' is not the URI of a blob.",
            "'{}' is not the ID of a source. Sources are of the types: {}.",
            (
                "'{}' cannot name a source: 1 to 80 English letters, digits, '_', '.' and '-', a letter or digit first "
                "and no '.' or '-' last."
            ),
            "The {} given is {}, and the disk in the file has {}.",
            "A source of type {} has no {}.",
            "A purchase plan has a name, a publisher and a product.",
            "'{}' is not the ID of a disk encryption set.",
            "The LUNs of the data disks are {}. Each disk needs one of its own, 0 to {}.",
            "A disk of {} GB does not exist. Sizes are whole GB, 1 to {}.",
        ),
    ),
    rule(
        "R152",
        "InvalidParameter",
        "sig",
        "A source is read from what az shows of it",
        protects="Against facts taken from a document of something else.",
        accepted="What az vm, image, disk, snapshot or disk-encryption-set show -o json prints.",
        remedy="Pipe it in: az vm show -g GROUP -n NAME -o json | sig source add --from-json -.",
        messages=("The document is not what az shows of a source. {}",),
    ),
    rule(
        "R153",
        "InvalidParameter",
        "documented",
        "A VHD is one that Azure takes",
        protects="An upload of hours from being refused at its end.",
        accepted="A fixed VHD whose size is a multiple of 1 MiB; VHDX and dynamic VHD are converted first.",
        remedy="Convert it: qemu-img convert -O vpc -o subformat=fixed,force_size FILE fixed.vhd.",
        messages=(
            "The virtual disk file is damaged: {}.",
            "The file is a {}. Azure takes fixed VHDs only.",
            "The file is a {}, which is not a multiple of 1 MiB (1048576 bytes). Azure takes no other.",
            "The file is not a VHD. {}",
        ),
    ),
    rule(
        "R154",
        "InvalidParameter",
        "documented",
        "A VHD is within the largest size of an image",
        protects="Against a source that no version could be made from.",
        accepted="A disk up to the limit of the profile.",
        remedy="Shrink the disk, or put the data on disks of their own.",
        profiles=lambda era: f"{era.max_shallow_disk_gb} GB",
        messages=("The disk in the file has {} GB; a source of an image version has at most {} GB in profile '{}'.",),
    ),
)
