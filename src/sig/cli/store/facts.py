"""What store verbs say about a store."""

from typing import Any

from sig.store import StoreInfo


def facts(info: StoreInfo) -> dict[str, Any]:
    """Where the store is and how it is written; a store that was never written to has no lineage yet."""
    return {
        "documentFormat": info.format,
        "formatVersion": info.format_version,
        "kind": info.kind,
        "lineage": info.lineage,
        "location": info.location,
    }
