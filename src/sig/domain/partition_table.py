"""The partition table of a disk, as far as it says which Hyper-V generation can boot from it."""

from __future__ import annotations

import struct
from zlib import crc32

from sig.domain.choices import HyperVGeneration
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

_MBR_SIZE = 512
_MBR_SIGNATURE = b"\x55\xaa"
_MBR_ENTRIES = 446
_MBR_ENTRY = struct.Struct("<B3xB3x4xI")  # status, type, number of sectors
_PROTECTIVE = 0xEE  # all of the disk is described by a GPT
_GPT_SIGNATURE = b"EFI PART"
_SMALLEST_GPT_HEADER, _LARGEST_GPT_HEADER = 92, 512
_GPT_TABLE = struct.Struct("<QII")  # first sector, number of entries, size of an entry
_GPT_TABLE_AT = 72
_MOST_ENTRIES, _ENTRY_SIZES = 1024, (128, 256, 512)
_TYPE_SIZE = 16
_EFI_SYSTEM = bytes.fromhex("28732ac11ff8d211ba4b00a0c93ec93b")
_BIOS_BOOT = bytes.fromhex("4861682149646f6e744e656564454649")  # "Hah!IdontNeedEFI"


class Partitions(NamedTuple):
    """``generation`` is None where the table does not say it: no table, no boot partition, or one for each."""

    table: Literal["GPT", "MBR"] | None = None
    generation: HyperVGeneration | None = None


def partitions(read: Callable[[int, int], bytes], sector_size: int) -> Partitions:
    """What the disk that ``read(offset, length)`` reads has; a table that makes no sense is none."""
    sector = read(0, _MBR_SIZE)
    if len(sector) < _MBR_SIZE or not sector.endswith(_MBR_SIGNATURE):
        return Partitions()
    entries = list(_MBR_ENTRY.iter_unpack(sector[_MBR_ENTRIES:-2]))
    used = [kind for _, kind, _ in entries if kind]
    if _PROTECTIVE in used:
        return _gpt(read, sector_size)
    # A boot sector without a table ends with the same two bytes: the rest of it is code and text then.
    if used and all(status in (0, 0x80) and bool(kind) == bool(size) for status, kind, size in entries):
        return Partitions("MBR", HyperVGeneration.V1)
    return Partitions()


def _gpt(read: Callable[[int, int], bytes], sector_size: int) -> Partitions:
    header = read(sector_size, _MBR_SIZE)
    if len(header) < _MBR_SIZE or not header.startswith(_GPT_SIGNATURE):
        return Partitions()
    size, checksum = struct.unpack_from("<II", header, 12)
    if not _SMALLEST_GPT_HEADER <= size <= _LARGEST_GPT_HEADER:
        return Partitions()
    if crc32(header[:16] + bytes(4) + header[20:size]) != checksum:
        return Partitions()
    first, count, entry_size = _GPT_TABLE.unpack_from(header, _GPT_TABLE_AT)
    if count > _MOST_ENTRIES or entry_size not in _ENTRY_SIZES:
        return Partitions()
    table = read(first * sector_size, count * entry_size)
    kinds = {table[place : place + _TYPE_SIZE] for place in range(0, len(table), entry_size)}
    return Partitions("GPT", _generation(efi=_EFI_SYSTEM in kinds, bios=_BIOS_BOOT in kinds))


def _generation(*, efi: bool, bios: bool) -> HyperVGeneration | None:
    if efi == bios:
        return None
    return HyperVGeneration.V2 if efi else HyperVGeneration.V1
