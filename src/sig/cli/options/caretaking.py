"""The options of what looks after a whole store: check, migrate, backup, restore, snapshot."""

from typing import Annotated, Literal

from sig.cli.options.shape import argument, option

Repair = Annotated[bool, option("--repair", help="Repair what can be derived; shows it and asks first.")]
WantedFormat = Annotated[
    Literal["json", "toml"] | None,
    option("--format", help="How documents are to be written; as they are when not given."),
]
BackupFile = Annotated[str, argument("PATH", help="The file of the backup.")]
Overwrite = Annotated[bool, option("--force", help="Replace what is there.")]
AnyLineage = Annotated[bool, option("--force", help="Give up the store that is there, even if it is another one.")]
SnapshotName = Annotated[str, argument("NAME", help="Name of the snapshot.")]
OtherSnapshot = Annotated[
    str | None, argument("OTHER", help="The snapshot to compare with; the store as it is when not given.")
]
