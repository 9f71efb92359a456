"""Disk files that nobody meant: whatever the bytes, the answer is facts or a refusal, soon and with little memory."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from sig.domain.errors import SigError
from sig.domain.partition_table import partitions
from sig.domain.profile import PROFILE_2021
from sig.domain.virtual_disk import VirtualDisk, check_uploadable, inspect
from virtual_disks import (
    EFI,
    KIB,
    LINUX,
    MIB,
    SECTOR,
    checksummed,
    dynamic_vhd,
    fixed_vhd,
    gpt,
    mbr,
    reader,
    sealed,
    vhdx,
)

MOST_READS, MOST_BYTES = 5_000, 8 * MIB
# Where each format keeps what it says of itself; zeros, which most of a file is, are left out.
VHD = bytearray(dynamic_vhd([gpt(EFI, LINUX)], block_size=512 * KIB))
VHDX = bytearray(vhdx([gpt(EFI, LINUX)]))
FIXED = bytearray(fixed_vhd(mbr(0x83)))
VHD_PLACES = st.one_of(st.integers(0, 3 * KIB), st.integers(len(VHD) - SECTOR, len(VHD) - 1))
VHDX_PLACES = st.one_of(
    *(st.integers(start, start + 128) for start in (0, 64 * KIB, 128 * KIB, 192 * KIB, 256 * KIB, MIB, MIB + 64 * KIB)),
    st.integers(2 * MIB, 2 * MIB + 8),
    st.integers(3 * MIB, 3 * MIB + 4 * KIB),
)
WORDS = st.one_of(
    st.binary(min_size=1, max_size=16),
    st.integers(0, 2**32 - 1).map(struct.Struct(">I").pack),
    st.integers(0, 2**64 - 1).map(struct.Struct("<Q").pack),
)


@dataclass
class Spy:
    """A reader that counts what it is asked for."""

    data: bytes
    reads: int = 0
    read_bytes: int = 0

    def __call__(self, offset: int, size: int) -> bytes:
        self.reads += 1
        self.read_bytes += size
        assert self.reads <= MOST_READS
        assert self.read_bytes <= MOST_BYTES
        return self.data[offset : offset + size]


def answered(data: bytes | bytearray, size: int | None = None) -> None:
    """``data`` gives facts, or a refusal that says what to do."""
    spy = Spy(bytes(data))
    refusal = None
    try:
        disk = inspect(spy, len(data) if size is None else size)
        assert disk.virtual_size > 0
        assert disk.occupied_size >= 0
        check_uploadable(disk, PROFILE_2021)
    except SigError as caught:
        refusal = caught
    assert refusal is None or (refusal.rule in ("R153", "R154") and refusal.hint)


def broken(data: bytearray, edits: list[tuple[int, bytes]]) -> bytearray:
    copy = bytearray(data)
    for place, content in edits:
        copy[place : place + len(content)] = content
    return copy[: len(data)]


def mended_vhd(data: bytearray) -> bytearray:
    """``data`` with its checksums made right again, so that what was broken comes through."""
    data[-SECTOR:] = checksummed(bytes(data[-SECTOR:]), 64)
    data[SECTOR : 3 * SECTOR] = checksummed(bytes(data[SECTOR : 3 * SECTOR]), 36)
    return data


def mended_vhdx(data: bytearray) -> bytearray:
    """Likewise; the checksum of a part that was not broken is right already."""
    for start, length in ((64, 4), (128, 4), (192, 64), (256, 64)):
        part = slice(start * KIB, (start + length) * KIB)
        if data[part] != VHDX[part]:
            data[part] = sealed(bytes(data[part]))
    return data


@given(st.binary(max_size=4 * KIB), st.sampled_from([b"", b"conectix", b"vhdxfile", b"QFI\xfb"]), st.integers(0, 2**45))
def test_any_bytes_and_any_size_are_answered(data: bytes, start: bytes, size: int) -> None:
    answered(start + data)
    answered(start + data, size)


@given(st.lists(st.tuples(VHD_PLACES, WORDS), min_size=1, max_size=4))
def test_a_broken_vhd_is_answered(edits: list[tuple[int, bytes]]) -> None:
    answered(mended_vhd(broken(VHD, edits)))


@given(st.lists(st.tuples(VHDX_PLACES, WORDS), min_size=1, max_size=4))
def test_a_broken_vhdx_is_answered(edits: list[tuple[int, bytes]]) -> None:
    answered(mended_vhdx(broken(VHDX, edits)))


@given(st.integers(0, len(FIXED)))
def test_a_cut_vhd_is_answered(length: int) -> None:
    answered(FIXED[:length])
    answered(FIXED[length:])


@given(st.lists(st.tuples(st.integers(0, 3 * KIB), WORDS), max_size=4), st.sampled_from([SECTOR, 4 * KIB]))
def test_a_broken_partition_table_is_read_as_far_as_it_makes_sense(edits: list[tuple[int, bytes]], sector: int) -> None:
    content = broken(bytearray(gpt(EFI, sector=sector)), edits)
    partitions(Spy(bytes(content)), sector)


@given(st.integers(1, 40), st.booleans())
def test_a_fixed_vhd_of_whole_mebibytes_is_always_taken(size: int, has_table: bool) -> None:
    data = fixed_vhd(mbr(0x83) if has_table else b"", size * MIB)
    disk = inspect(reader(data), len(data))
    check_uploadable(disk, PROFILE_2021)
    assert disk[:4] == VirtualDisk("VHD", "fixed", size * MIB, size * MIB, None, None)[:4]


@given(st.lists(st.booleans(), min_size=1, max_size=6))
def test_a_dynamic_disk_occupies_the_blocks_that_it_has(there: list[bool]) -> None:
    blocks = [b"x" if present else None for present in there]
    for data, size in ((dynamic_vhd(blocks, block_size=512 * KIB), 512 * KIB), (vhdx(blocks), MIB)):
        disk = inspect(reader(data), len(data))
        assert (disk.virtual_size, disk.occupied_size) == (len(there) * size, sum(there) * size)
