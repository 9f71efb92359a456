"""Copies of a whole store: backups, restored; and the store written anew in another format."""

from __future__ import annotations

from sig.domain.timestamps import to_text
from sig.service.store_places import folder_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.service.context import Context
    from sig.store import DocumentFormat
    from sig.store.archive import Backup


def backup(context: Context, path: str, *, force: bool = False) -> dict[str, Any]:
    """Write the store to one file. Raises FileExists, StoreError."""
    from sig.store import archive

    made = archive.backup(folder_of(context.store), path, to_text(context.clock.now()), force=force)
    return _described(made, path)


def restore(context: Context, path: str, *, force: bool = False) -> dict[str, Any]:
    """Put a backup in place of the store. Raises BackupNotUsable, ForeignLineage, StoreError."""
    from sig.store import archive

    return _described(archive.restore(folder_of(context.store), path, force=force), path)


def migrate(context: Context, document_format: DocumentFormat | None) -> dict[str, Any]:
    """Write the store in the newest format, its documents in ``document_format``. Raises StoreError."""
    from sig.store import conversion

    done = conversion.convert(folder_of(context.store), document_format)
    return {
        "documentFormat": done.after.document_format,
        "documents": done.documents,
        "formatVersion": done.after.format_version,
        "formerDocumentFormat": done.before.document_format,
        "formerFormatVersion": done.before.format_version,
        "location": done.after.location,
        "migrated": done.after != done.before,
    }


def _described(made: Backup, path: str) -> dict[str, Any]:
    return {"file": path, "files": made.files, "lineage": made.lineage, "madeAt": made.made_at, "sha256": made.digest}
