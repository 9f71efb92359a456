"""The options of image definitions."""

from typing import Annotated

from sig.cli.options.shape import Tristate, flag, option
from sig.domain.choices import Architecture, HyperVGeneration, OsState, OsType

Publisher = Annotated[
    str, option("--publisher", "-p", help="Image publisher; with offer and SKU unique in the gallery.")
]
Offer = Annotated[str, option("--offer", "-f", help="Image offer.")]
Sku = Annotated[str, option("--sku", "-s", help="Image SKU.")]
OsTypeOption = Annotated[OsType, option("--os-type", help="The operating system of the image.")]
OsStateOption = Annotated[OsState, option("--os-state", help="Whether the image is generalized or specialized.")]
# Difference from az (image-definition create --hyper-v-generation default): The default of --hyper-v-generation depends
# on the profile. az sends V2; so does `sig` in profile current, and V1 in profile 2021.
HyperV = Annotated[
    HyperVGeneration | None,
    option(
        "--hyper-v-generation",
        help="The Hyper-V generation; V1 in profile 2021, V2 in profile current when not given.",
    ),
]
ArchitectureOption = Annotated[
    Architecture | None, option("--architecture", help="CPU architecture; x64 when not given.")
]
Features = Annotated[
    str | None,
    option("--features", help='Features in one word: "SecurityType=TrustedLaunch IsHibernateSupported=true".'),
]
EndOfLifeDate = Annotated[
    str | None,
    option("--end-of-life-date", help="The end of life date, e.g. 2030-12-31; informational.", metavar="DATE"),
]
DefinitionEula = Annotated[str | None, option("--eula", help="The end user license agreement.")]
# Difference from az: Three options of image-definition create do what they say. az takes --description,
# --privacy-statement-uri and --release-note-uri there and sends none of them; here the definition gets them.
PrivacyStatementUri = Annotated[str | None, option("--privacy-statement-uri", help="The privacy statement URI.")]
ReleaseNoteUri = Annotated[str | None, option("--release-note-uri", help="The release note URI.")]
_RECOMMENDATION = "Recommendation"
MinimumCpuCore = Annotated[int | None, option("--minimum-cpu-core", help="Minimum cpu cores.", group=_RECOMMENDATION)]
MaximumCpuCore = Annotated[int | None, option("--maximum-cpu-core", help="Maximum cpu cores.", group=_RECOMMENDATION)]
MinimumMemory = Annotated[int | None, option("--minimum-memory", help="Minimum memory in MB.", group=_RECOMMENDATION)]
MaximumMemory = Annotated[int | None, option("--maximum-memory", help="Maximum memory in MB.", group=_RECOMMENDATION)]
DisallowedDiskTypes = Annotated[
    list[str] | None,
    option(
        "--disallowed-disk-types",
        help="Space-separated disk types the image should not be used with, e.g. Standard_LRS.",
        metavar="TYPE...",
        arity="*",
    ),
]
_PLAN = "Purchase plan"
PlanName = Annotated[str | None, option("--plan-name", help="Plan name.", group=_PLAN)]
PlanProduct = Annotated[str | None, option("--plan-product", help="Plan product.", group=_PLAN)]
PlanPublisher = Annotated[str | None, option("--plan-publisher", help="Plan publisher.", group=_PLAN)]
AllowUpdateImage = Annotated[
    Tristate | None, flag("--allow-update-image", help="Allow features to change.", group="Properties")
]
