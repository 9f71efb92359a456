"""The options of those who retire versions: prune and revoke."""

from typing import Annotated

from sig.cli.options.shape import option

_PLAN, _POLICY = "Plan", "What stays"

Keep = Annotated[
    int | None,
    option(
        "--keep",
        help="Keep the N highest version numbers; with --only-succeeded, the N highest that succeeded.",
        metavar="N",
        group=_POLICY,
    ),
]
OlderThan = Annotated[
    str | None,
    option(
        "--older-than",
        help="Delete only what was published before: an age such as 90d, 12w or 36h, or a date.",
        metavar="AGE|DATE",
        group=_POLICY,
    ),
]
OnlySucceeded = Annotated[
    bool,
    option(
        "--only-succeeded",
        help="With --keep, count only versions with provisioningState Succeeded; a failed one takes no place, and is "
        "not kept for its number.",
        group=_POLICY,
    ),
]
Protect = Annotated[
    list[str] | None,
    option(
        "--protect",
        help="Keep as well, separated by commas or spaces: latest (what latest stands for in any region), in-use "
        "(what a recorded consumer uses, even with --force), eol (with an end of life that is still to come), "
        "tag:KEY or tag:KEY=VALUE.",
        metavar="WHAT...",
        arity="+",
        group=_POLICY,
    ),
]
PlanFile = Annotated[
    str | None,
    option("--plan", help="Write what would be done to this file, to be applied later.", metavar="FILE", group=_PLAN),
]
ApplyFile = Annotated[
    str | None,
    option(
        "--apply",
        help="Do what this file of --plan says; refused when a version, consumer or channel changed since.",
        metavar="FILE",
        group=_PLAN,
    ),
]
PruneYes = Annotated[bool, option("--yes", "-y", help="Decide and delete at once, without a plan.", group=_PLAN)]

Reason = Annotated[str, option("--reason", help="Why: shown to whoever meets the version later.")]
Cascade = Annotated[
    bool, option("--cascade", help="Also every version that was copied from it, in any gallery of the store.")
]
RestoreCascade = Annotated[bool, option("--cascade", help="Also the versions that the cascade of this one revoked.")]
PrunedGallery = Annotated[
    str | None, option("--gallery-name", "-r", help="Gallery name; a plan has it.", completer="gallery")
]
PrunedDefinition = Annotated[
    str | None,
    option(
        "--gallery-image-definition",
        "-i",
        help="Gallery image definition name; a plan has it.",
        completer="definition",
    ),
]
