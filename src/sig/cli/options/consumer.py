"""The options of consumers: the VMs and scale sets that use a version."""

from typing import Annotated

from sig.cli.options.shape import IDENTITY, argument, option

_IMAGE = "The image it uses"
_VM = ("--vm",)
_VMSS = ("--vmss",)
_VM_HELP = "Name or ID of a VM."
_VMSS_HELP = "Name or ID of a scale set."
_GALLERY = ("--gallery-name", "-r")
_DEFINITION = ("--gallery-image-definition", "-i")
_VERSION = ("--gallery-image-version", "-e")

Vm = Annotated[str | None, option(*_VM, help=_VM_HELP, group=IDENTITY)]
VmScaleSet = Annotated[str | None, option(*_VMSS, help=_VMSS_HELP, group=IDENTITY)]
UsedImage = Annotated[
    str | None,
    option(
        "--image",
        help="ID of an image version, or of an image definition for its latest version in the region.",
        group=_IMAGE,
        metavar="ID",
    ),
]
UsedGallery = Annotated[
    str | None,
    option(*_GALLERY, help="Gallery of the same resource group.", group=_IMAGE, completer="gallery"),
]
UsedDefinition = Annotated[
    str | None, option(*_DEFINITION, help="Gallery image definition name.", group=_IMAGE, completer="definition")
]
UsedVersion = Annotated[
    str | None,
    option(
        *_VERSION,
        help="Gallery image version; the latest in the region when not given.",
        group=_IMAGE,
        completer="version",
    ),
]
ConsumerRegion = Annotated[
    str | None,
    option(
        "--location",
        "-l",
        help="Region of the VM or scale set, needed where it uses the latest version. A default can be set with: "
        "sig configure --defaults location=REGION.",
        completer="region",
    ),
]
Instances = Annotated[int | None, option("--instances", help="How many instances the scale set has.")]
ConsumersOfGallery = Annotated[
    str | None, option(*_GALLERY, help="List the consumers of this gallery only.", completer="gallery")
]
ConsumersOfDefinition = Annotated[
    str | None, option(*_DEFINITION, help="List the consumers of this definition only.", completer="definition")
]
ConsumersOfVersion = Annotated[
    str | None,
    option(*_VERSION, help="List the consumers of this version, with those that follow latest.", completer="version"),
]
ConsumerFiles = Annotated[
    list[str],
    argument("FILE", help="What 'az vm list -o json' and 'az vmss list -o json' printed; - is stdin."),
]
ForgetOthers = Annotated[
    bool,
    option(
        "--forget-others",
        help="Forget what was imported before and is in none of the files: VMs that are gone.",
    ),
]
