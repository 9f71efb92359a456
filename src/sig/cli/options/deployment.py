"""The options of those who ask whether an image can be deployed."""

from typing import Annotated

from sig.cli.options.shape import Tristate, flag, option

DeploymentRegion = Annotated[
    str,
    option(
        "--location",
        "-l",
        help="Region of the VMs; a default can be set with: sig configure --defaults location=REGION.",
        completer="region",
    ),
]
VmCount = Annotated[
    int, option("--count", help="How many VMs at once, or instances of the scale set; 1 when not given.")
]
Vmss = Annotated[bool, option("--vmss", help="The VMs are the instances of one scale set.")]
OsProfile = Annotated[
    Tristate | None,
    flag("--os-profile", help="Whether the deployment has an osProfile: account, computer name, secrets."),
]
CurrentImage = Annotated[
    str | None,
    option(
        "--current-image",
        help="ID of the image that the scale set to be updated has now; implies --vmss.",
        metavar="ID",
    ),
]
DataDiskLuns = Annotated[
    list[str] | None,
    option(
        "--data-disk-luns",
        help="LUNs of the image's data disks that the deployment refers to.",
        metavar="LUN...",
        arity="+",
    ),
]
VmSubscription = Annotated[
    str | None,
    option(
        "--subscription-of-vm",
        help="Name or ID of the VMs' subscription; the image's when not given.",
        completer="subscription",
    ),
]
