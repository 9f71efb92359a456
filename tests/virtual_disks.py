"""Disk files made byte by byte: VHDs, VHDXs and the partition tables on them."""

from __future__ import annotations

import struct
import uuid
import zlib
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sig.domain.disk_bytes import Read

KIB, MIB, GIB = 1024, 1024**2, 1024**3
SECTOR = 512
FIXED, DYNAMIC, DIFFERENCING = 2, 3, 4
UNUSED = 0xFFFFFFFF
EFI = uuid.UUID("C12A7328-F81F-11D2-BA4B-00A0C93EC93B")
BIOS = uuid.UUID("21686148-6449-6E6F-744E-656564454649")
LINUX = uuid.UUID("0FC63DAF-8483-4772-8E79-3D69D8477DE4")


def reader(data: bytes) -> Read:
    return lambda offset, size: data[offset : offset + size]


# Partition tables


def mbr(*kinds: int) -> bytes:
    """A first sector whose table has partitions of those types."""
    entries = b"".join(struct.pack("<B3xB3xII", 0, kind, 2048, 4096) for kind in kinds)
    return bytes(446) + entries.ljust(64, b"\0") + b"\x55\xaa"


def gpt(*kinds: uuid.UUID, sector: int = SECTOR, entry_size: int = 128, count: int = 128) -> bytes:
    """A protective first sector, a header and a table of partitions of those types."""
    table = b"".join(kind.bytes_le.ljust(entry_size, b"\1") for kind in kinds).ljust(count * entry_size, b"\0")
    head = struct.pack("<8sIIIIQQQQ16sQIII", b"EFI PART", 0x10000, 92, 0, 0, 1, 9, 34, 99, b"", 2, count, entry_size, 0)
    head = head[:16] + struct.pack("<I", zlib.crc32(head)) + head[20:]
    return mbr(0xEE).ljust(sector, b"\0") + head.ljust(sector, b"\0") + table


# VHD


def checksummed(data: bytes, place: int) -> bytes:
    """``data`` with the ones' complement of the sum of its other bytes at ``place``."""
    rest = data[:place] + bytes(4) + data[place + 4 :]
    return data[:place] + struct.pack(">I", ~sum(rest) & 0xFFFFFFFF) + data[place + 4 :]


def footer(size: int, kind: int = FIXED, data_offset: int = 2**64 - 1) -> bytes:
    fields = struct.pack(">8sIIQI4sI4sQQ", b"conectix", 2, 0x10000, data_offset, 0, b"test", 1, b"Wi2k", size, size)
    return checksummed((fields + struct.pack(">II", 0, kind)).ljust(SECTOR, b"\0"), 64)


def fixed_vhd(content: bytes = b"", size: int = MIB) -> bytes:
    return content.ljust(size, b"\0") + footer(size)


def dynamic_vhd(
    blocks: Sequence[bytes | None] = (None,),
    *,
    size: int | None = None,
    block_size: int = 2 * MIB,
    entries: int | None = None,
    kind: int = DYNAMIC,
    cookie: bytes = b"cxsparse",
    table_at: int = 1536,
) -> bytes:
    """A dynamic VHD whose table has ``blocks``; one that is None is not in the file."""
    size = block_size * len(blocks) if size is None else size
    bitmap = b"\xff" * (-(-block_size // SECTOR // 8 // SECTOR) * SECTOR)
    head = struct.pack(">8sQQIII", cookie, 2**64 - 1, table_at, 0x10000, entries or len(blocks), block_size)
    header = checksummed(head.ljust(1024, b"\0"), 36)
    start = 1536 + -(-len(blocks) * 4 // SECTOR) * SECTOR
    table, data = b"", b""
    for block in blocks:
        table += struct.pack(">I", UNUSED if block is None else (start + len(data)) // SECTOR)
        data += b"" if block is None else bitmap + block.ljust(block_size, b"\0")
    tail = footer(size, kind, 512)
    return tail + header + table.ljust(start - 1536, b"\xff") + data + tail


# VHDX

PARAMETERS = uuid.UUID("CAA16737-FA36-4D43-B3B6-33F0AA44E76B")
DISK_SIZE = uuid.UUID("2FA54224-CD1B-4876-B211-5DBED83BF4B8")
SECTOR_SIZE = uuid.UUID("8141BF1D-A96F-4709-BA47-F233A8FAAB5F")
BLOCK_TABLE = uuid.UUID("2DC27766-F623-4200-9D64-115E9BFD4A08")
METADATA = uuid.UUID("8B7CA206-4790-4B9A-B8FE-575F050F886E")
PRESENT = 6


@cache
def crc32c(data: bytes) -> int:
    """Bit by bit, as its definition has it: another way than the code under test goes."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 & -(crc & 1))
    return crc ^ 0xFFFFFFFF


def sealed(data: bytes) -> bytes:
    return data[:4] + struct.pack("<I", crc32c(data)) + data[8:]


def vhdx(
    blocks: Sequence[bytes | None] = (None,),
    *,
    size: int | None = None,
    block_size: int = MIB,
    sector: int = SECTOR,
    flags: int = 0,
    items: Sequence[uuid.UUID] = (PARAMETERS, DISK_SIZE, SECTOR_SIZE),
    regions: Sequence[uuid.UUID] = (BLOCK_TABLE, METADATA),
    region_offsets: tuple[int, int] = (2 * MIB, MIB),
    head: bytes = b"head",
    version: int = 1,
) -> bytes:
    """A VHDX with the metadata in its second megabyte, the block table in its third, and then its blocks."""
    size = block_size * len(blocks) if size is None else size
    header = sealed((head.ljust(8, b"\0") + bytes(58) + struct.pack("<H", version)).ljust(4 * KIB, b"\0"))
    places = dict(zip((BLOCK_TABLE, METADATA), region_offsets, strict=True))
    table = b"".join(struct.pack("<16sQII", name.bytes_le, places[name], MIB, 1) for name in regions)
    region_table = sealed((struct.pack("<4sIII", b"regi", 0, len(regions), 0) + table).ljust(64 * KIB, b"\0"))
    contents = {
        PARAMETERS: struct.pack("<II", block_size, flags),
        DISK_SIZE: struct.pack("<Q", size),
        SECTOR_SIZE: struct.pack("<I", sector),
    }
    entries, values = b"", b""
    for name in items:
        entries += struct.pack("<16sIIII", name.bytes_le, 64 * KIB + len(values), len(contents[name]), 0, 0)
        values += contents[name]
    metadata = (struct.pack("<8sHH20x", b"metadata", 0, len(items)) + entries).ljust(64 * KIB, b"\0") + values
    ratio = 2**23 * sector // block_size
    numbers, data, start = b"", b"", 3 * MIB
    for index, block in enumerate(blocks):
        numbers += struct.pack("<Q", 0 if block is None else start + len(data) | PRESENT)
        numbers += bytes(8) if index % ratio == ratio - 1 else b""
        data += b"" if block is None else block.ljust(block_size, b"\0")
    front = b"vhdxfile".ljust(64 * KIB, b"\0") + 2 * header.ljust(64 * KIB, b"\0") + 2 * region_table
    return front.ljust(MIB, b"\0") + metadata.ljust(MIB, b"\0") + numbers.ljust(MIB, b"\0") + data
