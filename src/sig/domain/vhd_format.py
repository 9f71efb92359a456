"""The VHD format: a footer at the end of the file and, unless the disk is fixed, a header and a block table.

Numbers are big-endian. Source: Virtual Hard Disk Image Format Specification 1.0.
"""

from __future__ import annotations

import struct
from array import array

from sig.domain.disk_bytes import MIB, DiskFile, Layout, damaged
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

SECTOR = 512
FOOTER_COOKIE = b"conectix"
_FOOTER = struct.Struct(">8s8xQ24xQ4xII")  # cookie, data offset, current size, disk type, checksum
_FOOTER_CHECKSUM = 64
_KINDS: dict[int, Literal["fixed", "dynamic", "differencing"]] = {2: "fixed", 3: "dynamic", 4: "differencing"}
_HEADER_SIZE = 1024
_HEADER = struct.Struct(">8s8xQ4xIII")  # cookie, table offset, table entries, block size, checksum
_HEADER_COOKIE = b"cxsparse"
_HEADER_CHECKSUM = 36
_ENTRY = struct.Struct(">I")
_UNUSED = 0xFFFFFFFF
_SMALLEST_BLOCK, _LARGEST_BLOCK = MIB // 2, 256 * MIB
_CHUNK = 65536  # bytes of the table that are held at a time


class Footer(NamedTuple):
    data_offset: int
    virtual_size: int
    kind: Literal["fixed", "dynamic", "differencing"]


def layout(file: DiskFile) -> Layout | None:
    """How the VHD is laid out; None for a file that is no VHD. Raises InvalidParameter for a damaged one."""
    footer = _footer(file)
    if footer is None:
        return None
    if footer.kind == "fixed":
        return _fixed(file, footer)
    return _with_blocks(file, footer)


def _footer(file: DiskFile) -> Footer | None:
    if file.size < SECTOR:
        return None
    data = file.at(file.size - SECTOR, SECTOR, "the footer")
    if not data.startswith(FOOTER_COOKIE):
        if file.at(0, SECTOR, "the footer").startswith(FOOTER_COOKIE):
            raise damaged("it begins with the copy of a VHD footer, and the footer at its end is missing")
        return None
    _, data_offset, size, kind, checksum = _FOOTER.unpack_from(data)
    if checksum != _checksum(data, _FOOTER_CHECKSUM):
        raise damaged(f"the checksum in its footer is {checksum:#x}, and its bytes give another")
    if kind not in _KINDS:
        raise damaged(f"its footer has the disk type {kind}; VHDs have 2 (fixed), 3 (dynamic) or 4 (differencing)")
    if not size or size % SECTOR:
        raise damaged(f"its footer says that the disk has {size} bytes, which is no number of sectors")
    return Footer(data_offset, size, _KINDS[kind])


def _fixed(file: DiskFile, footer: Footer) -> Layout:
    if file.size != footer.virtual_size + SECTOR:
        raise damaged(
            f"its footer says that the disk has {footer.virtual_size} bytes, and before the footer there are "
            f"{file.size - SECTOR}"
        )
    size = footer.virtual_size
    return Layout("VHD", "fixed", size, size, SECTOR, size, lambda _: 0)


def _with_blocks(file: DiskFile, footer: Footer) -> Layout:
    data = file.at(footer.data_offset, _HEADER_SIZE, "the header of the dynamic disk")
    cookie, table, entries, block_size, checksum = _HEADER.unpack_from(data)
    if cookie != _HEADER_COOKIE or checksum != _checksum(data, _HEADER_CHECKSUM):
        raise damaged(f"at byte {footer.data_offset} there is no valid header of a dynamic disk")
    if not _SMALLEST_BLOCK <= block_size <= _LARGEST_BLOCK or block_size & (block_size - 1):
        raise damaged(f"its header says that a block has {block_size} bytes; 2097152 is usual")
    blocks = -(-footer.virtual_size // block_size)
    if entries < blocks or table + blocks * _ENTRY.size > file.size:
        raise damaged(f"the disk has {blocks} blocks, and the block table has no room for them in the file")
    # A bitmap of the sectors of the block, in whole sectors, goes before its data.
    bitmap = -(-block_size // SECTOR // 8 // SECTOR) * SECTOR

    def block_at(block: int) -> int | None:
        (sector,) = _ENTRY.unpack(file.at(table + block * _ENTRY.size, _ENTRY.size, "the block table"))
        return None if sector == _UNUSED else sector * SECTOR + bitmap

    occupied = _used_entries(file, table, blocks) * block_size
    return Layout("VHD", footer.kind, footer.virtual_size, occupied, SECTOR, block_size, block_at)


def _used_entries(file: DiskFile, table: int, blocks: int) -> int:
    used, end = 0, table + blocks * _ENTRY.size
    for offset in range(table, end, _CHUNK):
        numbers = array("I", file.at(offset, min(_CHUNK, end - offset), "the block table"))
        used += len(numbers) - numbers.count(_UNUSED)  # all bits are set, in either byte order
    return used


def _checksum(data: bytes, place: int) -> int:
    """The ones' complement of the sum of all bytes but the checksum's own four."""
    return ~(sum(data) - sum(data[place : place + 4])) & 0xFFFFFFFF
