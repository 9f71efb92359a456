"""The VHDX format: two headers, two region tables, a metadata region and a block table, each at whole megabytes.

Numbers are little-endian. Source: [MS-VHDX], Virtual Hard Disk v2 File Format.
"""

from __future__ import annotations

import struct
from functools import cache

from sig.domain.disk_bytes import MIB, DiskFile, Layout, damaged
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

SIGNATURE = b"vhdxfile"
_KIB = 1024
_HEADERS, _HEADER_SIZE = (64 * _KIB, 128 * _KIB), 4 * _KIB
_HEADER = struct.Struct("<4s62xH")  # signature, version
_VERSION = 1
_REGION_TABLES, _REGION_TABLE_SIZE = (192 * _KIB, 256 * _KIB), 64 * _KIB
_TABLE_HEAD = struct.Struct("<8xI4x")  # number of regions
_REGION = struct.Struct("<16sQI4x")  # what it is, offset, length
_METADATA_HEAD = struct.Struct("<8s2xH20x")  # signature, number of items
_ITEM = struct.Struct("<16sII8x")  # what it is, offset in the region, length
_MOST_ENTRIES = 2047  # of either table
_LEAVE_ALLOCATED, _HAS_PARENT = 1, 2  # flags of the file parameters
_SECTOR_SIZES = (512, 4096)
_SECTORS_OF_A_BITMAP = 2**23
_ENTRY = struct.Struct("<Q")
_STATE = 7  # the low three bits of an entry
_PRESENT, _PARTIALLY_PRESENT = 6, 7
_STATES = bytes(byte & _STATE for byte in range(256))
_LARGEST_DISK = 64 * 1024**4
_SMALLEST_BLOCK, _LARGEST_BLOCK = MIB, 256 * MIB


def _guid(text: str) -> bytes:
    """A GUID as it is stored: its first three parts little-endian."""
    first, second, third, *rest = text.split("-")
    return b"".join(bytes.fromhex(part)[::-1] for part in (first, second, third)) + bytes.fromhex("".join(rest))


_BLOCK_TABLE = _guid("2DC27766-F623-4200-9D64-115E9BFD4A08")
_METADATA = _guid("8B7CA206-4790-4B9A-B8FE-575F050F886E")
_FILE_PARAMETERS = _guid("CAA16737-FA36-4D43-B3B6-33F0AA44E76B")
_DISK_SIZE = _guid("2FA54224-CD1B-4876-B211-5DBED83BF4B8")
_SECTOR_SIZE = _guid("8141BF1D-A96F-4709-BA47-F233A8FAAB5F")


class Region(NamedTuple):
    offset: int
    length: int


class Metadata(NamedTuple):
    block_size: int
    kind: Literal["fixed", "dynamic", "differencing"]
    virtual_size: int
    sector_size: int


# A log that was not replayed (the disk was in use) is left alone: what it would change is no matter here.
def layout(file: DiskFile) -> Layout | None:
    """How the VHDX is laid out; None for a file that is no VHDX. Raises InvalidParameter for a damaged one."""
    if file.size < len(SIGNATURE) or file.at(0, len(SIGNATURE), "the signature") != SIGNATURE:
        return None
    if not any(_is_header(file, offset) for offset in _HEADERS):
        raise damaged("neither of the two VHDX headers is valid")
    regions = _regions(file)
    if _METADATA not in regions or _BLOCK_TABLE not in regions:
        raise damaged("its region table does not name the metadata and the block table")
    metadata = _metadata(file, regions[_METADATA])
    return _with_blocks(file, metadata, regions[_BLOCK_TABLE])


def _is_header(file: DiskFile, offset: int) -> bool:
    data = file.at(offset, _HEADER_SIZE, "a header")
    signature, version = _HEADER.unpack_from(data)
    return signature == b"head" and version == _VERSION and _is_intact(data)


def _regions(file: DiskFile) -> dict[bytes, Region]:
    for offset in _REGION_TABLES:
        data = file.at(offset, _REGION_TABLE_SIZE, "a region table")
        (count,) = _TABLE_HEAD.unpack_from(data)
        if data.startswith(b"regi") and count <= _MOST_ENTRIES and _is_intact(data):
            found = data[_TABLE_HEAD.size : _TABLE_HEAD.size + count * _REGION.size]
            return {name: Region(start, length) for name, start, length in _REGION.iter_unpack(found)}
    raise damaged("neither of the two region tables is valid")


def _metadata(file: DiskFile, region: Region) -> Metadata:
    signature, count = _METADATA_HEAD.unpack(file.at(region.offset, _METADATA_HEAD.size, "the metadata"))
    if signature != b"metadata" or count > _MOST_ENTRIES:
        raise damaged("its metadata has no valid table")
    table = file.at(region.offset + _METADATA_HEAD.size, count * _ITEM.size, "the metadata")
    items = {name: (region.offset + offset, length) for name, offset, length in _ITEM.iter_unpack(table)}

    def item(name: bytes, form: str) -> tuple[int, ...]:
        offset, length = items.get(name, (0, 0))
        if length != struct.calcsize(form):
            raise damaged("its metadata lacks the size of the disk, of a block or of a sector")
        return struct.unpack(form, file.at(offset, length, "the metadata"))

    block_size, flags = item(_FILE_PARAMETERS, "<II")
    (virtual_size,) = item(_DISK_SIZE, "<Q")
    (sector_size,) = item(_SECTOR_SIZE, "<I")
    if not _SMALLEST_BLOCK <= block_size <= _LARGEST_BLOCK or block_size & (block_size - 1):
        raise damaged(f"its metadata says that a block has {block_size} bytes")
    if sector_size not in _SECTOR_SIZES or not 0 < virtual_size <= _LARGEST_DISK or virtual_size % sector_size:
        raise damaged(f"its metadata says that the disk has {virtual_size} bytes in sectors of {sector_size}")
    kind: Literal["fixed", "dynamic", "differencing"] = "fixed" if flags & _LEAVE_ALLOCATED else "dynamic"
    return Metadata(block_size, "differencing" if flags & _HAS_PARENT else kind, virtual_size, sector_size)


def _with_blocks(file: DiskFile, metadata: Metadata, table: Region) -> Layout:
    blocks = -(-metadata.virtual_size // metadata.block_size)
    # After the entries of so many blocks comes one for the bitmap of their sectors.
    ratio = _SECTORS_OF_A_BITMAP * metadata.sector_size // metadata.block_size
    entries = blocks + (blocks - 1) // ratio
    if entries * _ENTRY.size > min(table.length, file.size - table.offset):
        raise damaged(f"the disk has {blocks} blocks, and the block table has no room for them in the file")

    def block_at(block: int) -> int | None:
        place = table.offset + (block + block // ratio) * _ENTRY.size
        (entry,) = _ENTRY.unpack(file.at(place, _ENTRY.size, "the block table"))
        return entry // MIB * MIB if entry & _STATE in (_PRESENT, _PARTIALLY_PRESENT) else None

    occupied = 0
    for first in range(0, blocks, ratio):
        place = table.offset + (first + first // ratio) * _ENTRY.size
        data = file.at(place, min(ratio, blocks - first) * _ENTRY.size, "the block table")
        states = data[:: _ENTRY.size].translate(_STATES)
        occupied += states.count(_PRESENT) + states.count(_PARTIALLY_PRESENT)
    size = metadata.block_size
    held = metadata.virtual_size if metadata.kind == "fixed" else occupied * size  # a fixed disk gives nothing back
    return Layout("VHDX", metadata.kind, metadata.virtual_size, held, metadata.sector_size, size, block_at)


def _is_intact(data: bytes) -> bool:
    """Whether the CRC-32C in bytes 4 to 7 is that of ``data`` with zeros in its place."""
    crc = 0xFFFFFFFF
    table = _crc_table()
    for byte in data[:4] + bytes(4) + data[8:]:
        crc = table[(crc ^ byte) & 0xFF] ^ crc >> 8
    return bool(crc ^ 0xFFFFFFFF == int.from_bytes(data[4:8], "little"))


@cache
def _crc_table() -> tuple[int, ...]:
    """CRC-32C (Castagnoli), a byte at a time."""
    table = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
        table.append(crc)
    return tuple(table)
