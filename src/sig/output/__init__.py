"""Plain data to text: the output formats of ``az``, to the byte."""

from sig.output.documents import flatten, flatten_shared
from sig.output.formats import FORMATS, render
from sig.output.query import Query, QueryError, compile_query
from sig.output.tables import (
    cell,
    check_table,
    deployment_table,
    difference_table,
    effects_table,
    events_table,
    image_version_table,
    replication_table,
    usage_table,
    verdicts_table,
)

__all__ = [
    "FORMATS",
    "Query",
    "QueryError",
    "cell",
    "check_table",
    "compile_query",
    "deployment_table",
    "difference_table",
    "effects_table",
    "events_table",
    "flatten",
    "flatten_shared",
    "image_version_table",
    "render",
    "replication_table",
    "usage_table",
    "verdicts_table",
]
