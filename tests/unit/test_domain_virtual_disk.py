"""Disk files: what each format says of its disk, what is damaged, and what Azure would not take."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from typing import TYPE_CHECKING

import pytest

from refusals import refused
from sig.cli.source import files
from sig.domain.choices import HyperVGeneration
from sig.domain.errors import InvalidParameter
from sig.domain.partition_table import Partitions, partitions
from sig.domain.profile import CURRENT, PROFILE_2021
from sig.domain.virtual_disk import VirtualDisk, check_uploadable, inspect
from virtual_disks import (
    BIOS,
    DIFFERENCING,
    DYNAMIC,
    EFI,
    GIB,
    KIB,
    LINUX,
    METADATA,
    MIB,
    PARAMETERS,
    SECTOR,
    checksummed,
    dynamic_vhd,
    fixed_vhd,
    footer,
    gpt,
    mbr,
    reader,
    sealed,
    vhdx,
)

if TYPE_CHECKING:
    from pathlib import Path

V1, V2 = HyperVGeneration.V1, HyperVGeneration.V2
QEMU = shutil.which("qemu-img")


def inspected(data: bytes) -> VirtualDisk:
    return inspect(reader(data), len(data))


def patched(data: bytes, offset: int, content: bytes) -> bytes:
    offset %= len(data)
    return data[:offset] + content + data[offset + len(content) :]


def damaged(data: bytes, *said: str) -> None:
    with refused(InvalidParameter, "is damaged", *said, rule="R153", target="vhdFile"):
        inspected(data)


# Partition tables


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", Partitions()),
        (bytes(4 * SECTOR), Partitions()),
        (mbr(), Partitions()),
        (mbr(0x83), Partitions("MBR", V1)),
        (mbr(0x07, 0x07), Partitions("MBR", V1)),
        (gpt(EFI, LINUX), Partitions("GPT", V2)),
        (gpt(LINUX, EFI, entry_size=256, count=16), Partitions("GPT", V2)),
        (gpt(BIOS, LINUX), Partitions("GPT", V1)),
        (gpt(LINUX), Partitions("GPT", None)),
        (gpt(BIOS, EFI, LINUX), Partitions("GPT", None)),
        (gpt(), Partitions("GPT", None)),
    ],
)
def test_the_partition_table_says_which_generation_boots(content: bytes, found: Partitions) -> None:
    assert partitions(reader(content), SECTOR) == found


def test_a_gpt_lies_in_the_second_sector_whatever_its_size() -> None:
    content = gpt(EFI, sector=4096)
    assert partitions(reader(content), 4096) == Partitions("GPT", V2)
    assert partitions(reader(content), SECTOR) == Partitions()


def test_a_boot_sector_without_a_table_is_no_table() -> None:
    assert partitions(reader(b"\xeb\x3cmkfs.fat".ljust(446, b"x") + b"x" * 64 + b"\x55\xaa"), SECTOR) == Partitions()


@pytest.mark.parametrize(
    ("offset", "content"),
    [
        (SECTOR, b"EFI  ART"),
        (SECTOR + 12, struct.pack("<I", 91)),
        (SECTOR + 12, struct.pack("<I", 513)),
        (SECTOR + 16, bytes(4)),
        (SECTOR + 80, struct.pack("<I", 2000)),
        (SECTOR + 84, struct.pack("<I", 0)),
    ],
)
def test_a_gpt_that_makes_no_sense_is_none(offset: int, content: bytes) -> None:
    assert partitions(reader(patched(gpt(EFI), offset, content)), SECTOR) == Partitions()


# Fixed VHDs


def test_a_fixed_vhd_says_its_size_and_generation() -> None:
    assert inspected(fixed_vhd(gpt(EFI, LINUX), 3 * MIB)) == VirtualDisk("VHD", "fixed", 3 * MIB, 3 * MIB, "GPT", V2)
    assert inspected(fixed_vhd(mbr(0x83))).generation is V1


@pytest.mark.parametrize(("size", "gigabytes"), [(MIB, 1), (GIB, 1), (GIB + MIB, 2), (30 * GIB, 30)])
def test_a_size_is_counted_in_whole_gigabytes_rounded_up(size: int, gigabytes: int) -> None:
    assert VirtualDisk("VHD", "fixed", size, size, None, None).size_in_gb == gigabytes


def test_r153_a_file_that_is_no_disk_is_refused_with_the_way_to_make_one() -> None:
    for data in (b"", b"x", bytes(SECTOR), bytes(3 * MIB)):
        with refused(
            InvalidParameter, "not a VHD", "'conectix'", "qemu-img convert -f raw", rule="R153", target="vhdFile"
        ):
            inspected(data)


@pytest.mark.parametrize(("start", "name"), [(b"QFI\xfb", "qcow2"), (b"KDMV", "vmdk")])
def test_r153_a_disk_of_another_format_is_called_by_its_name(start: bytes, name: str) -> None:
    with refused(InvalidParameter, f"a {name} image", f"-f {name} -O vpc", rule="R153", target="vhdFile"):
        inspected(start.ljust(MIB, b"\0"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (patched(fixed_vhd(), -SECTOR + 100, b"\1"), "checksum in its footer"),
        (patched(fixed_vhd(), -SECTOR + 64, bytes(4)), "checksum in its footer is 0x0"),
        (bytes(MIB) + footer(MIB, 1), "disk type 1"),
        (bytes(MIB) + footer(MIB, 0), "disk type 0"),
        (footer(0), "0 bytes"),
        (bytes(MIB) + footer(MIB + 1), "1048577 bytes, which is no number of sectors"),
        (bytes(MIB) + footer(2 * MIB), "2097152 bytes, and before the footer there are 1048576"),
        (fixed_vhd()[SECTOR:], "before the footer there are 1048064"),
        (dynamic_vhd()[:-SECTOR], "footer at its end is missing"),
    ],
)
def test_r153_a_footer_that_does_not_fit_the_file_is_refused(data: bytes, said: str) -> None:
    damaged(data, said)


def test_r153_a_file_that_ends_before_it_says_is_refused() -> None:
    with refused(InvalidParameter, "is damaged", rule="R153", target="vhdFile"):
        inspect(reader(fixed_vhd()), 5 * MIB)


# Dynamic and differencing VHDs


def test_a_dynamic_vhd_says_what_of_it_is_occupied() -> None:
    disk = inspected(dynamic_vhd([gpt(EFI), None, b"x", None]))
    assert disk == VirtualDisk("VHD", "dynamic", 8 * MIB, 4 * MIB, "GPT", V2)
    assert inspected(dynamic_vhd([None] * 3)) == VirtualDisk("VHD", "dynamic", 6 * MIB, 0, None, None)


def test_the_partition_table_of_a_dynamic_vhd_may_lie_across_blocks() -> None:
    content = gpt(LINUX, EFI, entry_size=512, count=1024)  # 513 KiB, in blocks of 512
    blocks = [content[: 512 * KIB], content[512 * KIB :]]
    assert inspected(dynamic_vhd(blocks, block_size=512 * KIB)).generation is V2


def test_the_last_block_of_a_dynamic_vhd_may_be_cut() -> None:
    assert inspected(dynamic_vhd([mbr(0x83), b"x"], size=3 * MIB)).virtual_size == 3 * MIB


def test_a_long_block_table_is_read_in_pieces() -> None:
    blocks: list[bytes | None] = [None] * 40_000
    blocks[20_000] = b"x"
    assert inspected(dynamic_vhd(blocks)).occupied_size == 2 * MIB


def test_a_differencing_vhd_does_not_say_what_is_in_its_parent() -> None:
    disk = inspected(dynamic_vhd([mbr(0x83), None], kind=DIFFERENCING))
    assert disk == VirtualDisk("VHD", "differencing", 4 * MIB, 2 * MIB, None, None)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (dynamic_vhd(cookie=b"cxsparsf"), "no valid header of a dynamic disk"),
        (patched(dynamic_vhd(), SECTOR + 40, b"\1"), "no valid header of a dynamic disk"),
        (bytes(MIB) + footer(MIB, DYNAMIC), "the header of the dynamic disk would lie at"),
        (dynamic_vhd(block_size=256 * KIB), "block has 262144 bytes"),
        (dynamic_vhd(block_size=3 * MIB), "block has 3145728 bytes"),
        (dynamic_vhd(size=2 * GIB), "1024 blocks"),
        (dynamic_vhd(entries=2**31, size=2**40), "524288 blocks"),
        (dynamic_vhd(table_at=2**50), "no room for them"),
        (patched(dynamic_vhd([b"x"]), 1536, struct.pack(">I", 2**31)), "block 0 would lie at"),
    ],
)
def test_r153_a_dynamic_vhd_that_breaks_its_format_is_refused(data: bytes, said: str) -> None:
    damaged(data, said)


# VHDX


def test_a_vhdx_says_its_size_what_is_occupied_and_its_generation() -> None:
    disk = inspected(vhdx([gpt(EFI), None, b"x", None]))
    assert disk == VirtualDisk("VHDX", "dynamic", 4 * MIB, 2 * MIB, "GPT", V2)
    assert inspected(vhdx([gpt(EFI, sector=4096)], sector=4096)).generation is V2


@pytest.mark.parametrize(("flags", "kind"), [(0, "dynamic"), (1, "fixed"), (2, "differencing"), (3, "differencing")])
def test_a_vhdx_says_its_kind(flags: int, kind: str) -> None:
    disk = inspected(vhdx([mbr(0x83)], flags=flags))
    assert (disk.kind, disk.generation) == (kind, None if kind == "differencing" else V1)


def test_the_entries_of_sector_bitmaps_are_no_blocks() -> None:
    blocks: list[bytes | None] = [None] * 40  # at 256 MiB a bitmap follows every 16 of them
    data = vhdx(blocks, block_size=256 * MIB)
    table = 2 * MIB
    for bitmap in (16, 33):
        data = patched(data, table + bitmap * 8, struct.pack("<Q", 6))
    assert inspected(data).occupied_size == 0
    for block in (0, 17, 41):
        data = patched(data, table + block * 8, struct.pack("<Q", 3 * MIB | 6))
    assert inspected(data + bytes(256 * MIB // 64)).occupied_size == 3 * 256 * MIB


def test_a_vhdx_is_read_by_whichever_copy_is_intact() -> None:
    whole = vhdx([mbr(0x83)])
    assert inspected(patched(whole, 64 * KIB, b"xxxx")) == inspected(whole)
    assert inspected(patched(whole, 192 * KIB + 100, b"xxxx")) == inspected(whole)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"vhdxfile", "a header would lie at"),
        (vhdx(head=b"haed"), "neither of the two VHDX headers"),
        (vhdx(version=2), "neither of the two VHDX headers"),
        (patched(patched(vhdx(), 64 * KIB + 100, b"x"), 128 * KIB + 100, b"x"), "neither of the two VHDX headers"),
        (patched(vhdx(), 192 * KIB, bytes(128 * KIB)), "neither of the two region tables"),
        (vhdx(regions=[METADATA]), "does not name the metadata and the block table"),
        (vhdx(region_offsets=(2 * MIB, 2**40)), "the metadata would lie at"),
        (vhdx(region_offsets=(2**40, MIB)), "no room for them"),
        (patched(vhdx(), MIB, b"metadatb"), "no valid table"),
        (patched(vhdx(), MIB + 10, struct.pack("<H", 2048)), "no valid table"),
        (vhdx(items=[PARAMETERS]), "lacks the size of the disk"),
        (vhdx(size=0), "0 bytes in sectors of 512"),
        (vhdx(size=MIB + 1), "1048577 bytes in sectors of 512"),
        (vhdx(size=2**50), "bytes in sectors of 512"),
        (vhdx(sector=1024), "in sectors of 1024"),
        (vhdx(block_size=512 * KIB), "block has 524288 bytes"),
        (vhdx(block_size=3 * MIB), "block has 3145728 bytes"),
        (vhdx(size=2**40), "1048576 blocks"),
        (patched(vhdx([b"x"]), 2 * MIB, struct.pack("<Q", 2**50 | 6)), "block 0 would lie at"),
    ],
)
def test_r153_a_vhdx_that_breaks_its_format_is_refused(data: bytes, said: str) -> None:
    damaged(data, said)


# What Azure takes


def test_a_fixed_vhd_of_whole_mebibytes_can_be_uploaded() -> None:
    check_uploadable(inspected(fixed_vhd(mbr(0x83), 3 * MIB)), PROFILE_2021)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (vhdx([b"x", None]), ("dynamic VHDX of 2097152 bytes", "1048576 of them", "qemu-img convert -f vhdx -O vpc")),
        (vhdx(flags=1), ("fixed VHDX", "-f vhdx -O vpc -o subformat=fixed,force_size")),
        (dynamic_vhd(), ("dynamic VHD of 2097152 bytes", "-f vpc -O vpc -o subformat=fixed,force_size")),
        (dynamic_vhd(kind=DIFFERENCING), ("differencing VHD", "parent", "Merge-VHD")),
        (vhdx(flags=2), ("differencing VHDX", "parent", "Merge-VHD")),
        (fixed_vhd(size=MIB + SECTOR), ("1049088 bytes", "multiple of 1 MiB", "qemu-img resize -f raw disk.raw 2M")),
        (dynamic_vhd(size=2 * MIB - SECTOR), ("dynamic VHD", "qemu-img resize -f raw disk.raw 2M")),
    ],
)
def test_r153_what_azure_cannot_take_is_refused_with_the_way_to_convert_it(data: bytes, said: tuple[str, ...]) -> None:
    with refused(InvalidParameter, *said, rule="R153", target="vhdFile"):
        check_uploadable(inspected(data), CURRENT)


def test_r154_a_disk_larger_than_any_version_may_have_is_refused() -> None:
    def disk(gigabytes: int) -> VirtualDisk:
        return VirtualDisk("VHD", "fixed", gigabytes * GIB, gigabytes * GIB, None, None)

    check_uploadable(disk(1024), PROFILE_2021)
    check_uploadable(disk(32768), CURRENT)
    for profile, size in ((PROFILE_2021, 1025), (CURRENT, 32769)):
        said = (f"{size} GB", f"at most {size - 1} GB", f"'{profile.name}'")
        with refused(InvalidParameter, *said, rule="R154", target="vhdFile"):
            check_uploadable(disk(size), profile)


# Files that qemu-img made


@pytest.fixture
def qemu(tmp_path: Path) -> Path:
    if QEMU is None:
        if os.environ.get("SIG_REQUIRE_TOOLS") == "1":
            pytest.fail("qemu-img is not installed (Debian: qemu-utils), and SIG_REQUIRE_TOOLS=1 asks for it")
        pytest.skip("qemu-img is not installed (Debian: qemu-utils)")
    return tmp_path


def converted(folder: Path, content: bytes, size: int, *how: str) -> str:
    """A disk of ``size`` bytes that begins with ``content``, in the format that ``how`` says."""
    raw, made = folder / "disk.raw", folder / "disk.made"
    with raw.open("wb") as file:
        file.write(content)
        file.truncate(size)
    subprocess.run([QEMU or "", "convert", "-f", "raw", *how, raw, made], check=True)
    return str(made)


FORCED = ("-O", "vpc", "-o")


@pytest.mark.parametrize(("content", "generation"), [(gpt(EFI, LINUX), V2), (mbr(0x83), V1), (b"", None)])
def test_a_fixed_vhd_of_qemu_can_be_uploaded(qemu: Path, content: bytes, generation: HyperVGeneration | None) -> None:
    disk = files.disk(converted(qemu, content, 33 * MIB, *FORCED, "subformat=fixed,force_size"))
    check_uploadable(disk, PROFILE_2021)
    assert (disk.format, disk.kind, disk.virtual_size, disk.generation) == ("VHD", "fixed", 33 * MIB, generation)


def test_a_fixed_vhd_of_qemu_that_was_rounded_to_a_geometry_is_refused(qemu: Path) -> None:
    disk = files.disk(converted(qemu, b"", 33 * MIB, *FORCED, "subformat=fixed"))
    with refused(InvalidParameter, "multiple of 1 MiB", rule="R153", target="vhdFile"):
        check_uploadable(disk, PROFILE_2021)


def test_a_dynamic_vhd_of_qemu_is_read_through_its_block_table(qemu: Path) -> None:
    content = gpt(EFI).ljust(7 * MIB, b"\0") + b"x"
    disk = files.disk(converted(qemu, content, 64 * MIB, *FORCED, "subformat=dynamic,force_size"))
    assert disk == VirtualDisk("VHD", "dynamic", 64 * MIB, 4 * MIB, "GPT", V2)


@pytest.mark.parametrize("subformat", ["dynamic", "fixed"])
def test_a_vhdx_of_qemu_is_read_through_its_block_table(qemu: Path, subformat: str) -> None:
    how = ("-O", "vhdx", "-o", f"subformat={subformat},block_size={MIB}")
    disk = files.disk(converted(qemu, mbr(0x83).ljust(7 * MIB, b"\0") + b"x", 64 * MIB, *how))
    occupied = 64 * MIB if subformat == "fixed" else 2 * MIB
    assert disk == VirtualDisk("VHDX", subformat, 64 * MIB, occupied, "MBR", V1)


@pytest.mark.parametrize("size", [33 * MIB, 33 * MIB + SECTOR])
@pytest.mark.parametrize("how", [(*FORCED, "subformat=dynamic,force_size"), ("-O", "vhdx")])
def test_the_way_to_convert_makes_what_azure_takes(qemu: Path, how: tuple[str, ...], size: int) -> None:
    made = converted(qemu, gpt(EFI), size, *how)
    with pytest.raises(InvalidParameter) as refusal:
        check_uploadable(files.disk(made), PROFILE_2021)
    hint = refusal.value.hint or ""
    script = hint.removeprefix("Convert it: ")
    for name in ("disk.vhdx", "disk.vhd"):
        script = script.replace(f" {name} ", " disk.made ")
    subprocess.run(script, shell=True, cwd=qemu, check=True)
    disk = files.disk(str(qemu / "fixed.vhd"))
    check_uploadable(disk, PROFILE_2021)
    assert (disk.virtual_size, disk.generation) == (-(-size // MIB) * MIB, V2)


def test_the_checksums_of_the_tests_are_those_of_the_formats() -> None:
    assert checksummed(footer(MIB), 64) == footer(MIB)
    assert struct.unpack_from("<I", sealed(b"12345678"), 4)[0] != 0
