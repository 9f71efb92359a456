"""How far the copies of a version are, as bars on a terminal."""

from __future__ import annotations

from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sig.service.image_versions import Replication


@contextmanager
def bars() -> Iterator[Callable[[Replication], None]]:
    """A function that draws what it is given, one bar per region, on stderr; the bars go away at the end."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:>3.0f} %"),
        TextColumn("{task.fields[state]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def show(found: Replication) -> None:
            for row in found.rows:
                region, state = row["region"], row["state"]
                if region not in tasks:
                    tasks[region] = progress.add_task(region, total=100, state=state)
                progress.update(tasks[region], completed=row["progress"], state=state)

        yield show
