"""The bytes of a virtual disk file: read on demand, within the file only, and as its blocks lay the disk out."""

from __future__ import annotations

from collections.abc import Callable

from sig.domain.errors import InvalidParameter
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

Read = Callable[[int, int], bytes]
"""``read(offset, size)`` gives the bytes there, fewer where the file ends."""

MIB = 1024**2
GIB = 1024**3


class DiskFile(NamedTuple):
    """A file of ``size`` bytes."""

    read: Read
    size: int

    def at(self, offset: int, length: int, what: str) -> bytes:
        """The ``length`` bytes at ``offset``, which hold ``what``. Raises InvalidParameter outside the file."""
        data = self.read(offset, length) if 0 <= offset <= self.size - length else b""
        if len(data) != length:
            raise damaged(f"{what} would lie at byte {offset}, and the file has {self.size} bytes")
        return data


class Layout(NamedTuple):
    """Where a file keeps the blocks of its disk; all sizes are bytes.

    ``block_at`` says where in the file the block with that number begins, None for one that is not there
    and so reads as zeros.
    """

    format: Literal["VHD", "VHDX"]
    kind: Literal["fixed", "dynamic", "differencing"]
    virtual_size: int
    occupied_size: int
    sector_size: int
    block_size: int
    block_at: Callable[[int], int | None]

    def read(self, file: DiskFile, offset: int, length: int) -> bytes:
        """What the disk has at ``offset``, cut where the disk ends."""
        data = b""
        end = min(offset + length, self.virtual_size)
        while offset < end:
            block, start = divmod(offset, self.block_size)
            size = min(end - offset, self.block_size - start)
            place = self.block_at(block)
            data += bytes(size) if place is None else file.at(place + start, size, f"block {block}")
            offset += size
        return data


def damaged(fault: str) -> InvalidParameter:
    """The refusal of a file that does not keep its own format."""
    return InvalidParameter(
        f"The virtual disk file is damaged: {fault}.",
        target="vhdFile",
        hint="Copy or export the disk again; 'qemu-img check FILE' says more.",
        rule="R153",
    )
