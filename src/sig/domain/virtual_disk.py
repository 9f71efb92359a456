"""A virtual disk file: what it says of its disk, and whether Azure could take it as an upload."""

from __future__ import annotations

from sig.domain import vhd_format, vhdx_format
from sig.domain.disk_bytes import GIB, MIB, DiskFile, Layout, Read
from sig.domain.errors import InvalidParameter
from sig.domain.partition_table import Partitions, partitions
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.domain.choices import HyperVGeneration
    from sig.domain.profile import Profile

# How the other formats that qemu-img knows begin.
_OTHERS = {b"QFI\xfb": "qcow2", b"KDMV": "vmdk", b"<<< ": "vdi", b"QED\0": "qed"}
_FIXED = "-O vpc -o subformat=fixed,force_size"


class VirtualDisk(NamedTuple):
    """The facts of a disk file; sizes are bytes, ``occupied_size`` that of the blocks the file has."""

    format: str
    kind: str
    virtual_size: int
    occupied_size: int
    partition_table: str | None
    generation: HyperVGeneration | None

    @property
    def size_in_gb(self) -> int:
        """The size as Azure counts it: whole GB, rounded up."""
        return -(-self.virtual_size // GIB)


def inspect(read: Read, size: int) -> VirtualDisk:
    """The facts of the VHD or VHDX file of ``size`` bytes. Raises InvalidParameter for a damaged or another file."""
    file = DiskFile(read, size)
    layout = vhdx_format.layout(file) or vhd_format.layout(file)
    if layout is None:
        raise _no_virtual_disk(file)
    found = _partitions(file, layout)
    return VirtualDisk(
        format=layout.format,
        kind=layout.kind,
        virtual_size=layout.virtual_size,
        occupied_size=layout.occupied_size,
        partition_table=found.table,
        generation=found.generation,
    )


def check_uploadable(disk: VirtualDisk, profile: Profile) -> None:
    """Raises InvalidParameter unless Azure could make a disk of the file: fixed VHD, whole MiB, not too large."""
    described = f"{disk.kind} {disk.format} of {disk.virtual_size} bytes"
    from_format = "vhdx" if disk.format == "VHDX" else "vpc"
    if disk.kind == "differencing":
        raise _refusal(
            f"The file is a {described}: its data is in the file of its parent too. Azure takes fixed VHDs only.",
            "Merge it into its parent (Merge-VHD in PowerShell), then convert that one.",
        )
    if disk.format == "VHDX" or disk.kind != "fixed":
        raise _refusal(
            f"The file is a {described}, {disk.occupied_size} of them occupied. Azure takes fixed VHDs only.",
            f"Convert it: {_conversion(from_format, disk)}",
        )
    if disk.virtual_size % MIB:
        raise _refusal(
            f"The file is a {described}, which is not a multiple of 1 MiB (1048576 bytes). Azure takes no other.",
            f"Convert it: {_conversion(from_format, disk)}",
        )
    limit = profile.max_shallow_disk_gb
    if disk.size_in_gb > limit:
        raise InvalidParameter(
            f"The disk in the file has {disk.size_in_gb} GB; a source of an image version has at most {limit} GB in "
            f"profile '{profile.name}'.",
            target="vhdFile",
            hint="Shrink its partitions and the disk, or put the data on disks of its own.",
            rule="R154",
        )


def _partitions(file: DiskFile, layout: Layout) -> Partitions:
    if layout.kind == "differencing":
        return Partitions()  # the table may be in the parent
    return partitions(lambda offset, length: layout.read(file, offset, length), layout.sector_size)


def _conversion(from_format: str, disk: VirtualDisk) -> str:
    """The commands that make a fixed VHD; a size that is no number of MiB needs a raw image in between."""
    suffix = disk.format.lower()
    if disk.virtual_size % MIB == 0:
        return f"qemu-img convert -f {from_format} {_FIXED} disk.{suffix} fixed.vhd"
    size = -(-disk.virtual_size // MIB)
    return (
        f"qemu-img convert -f {from_format} -O raw disk.{suffix} disk.raw && qemu-img resize -f raw disk.raw {size}M "
        f"&& qemu-img convert -f raw {_FIXED} disk.raw fixed.vhd"
    )


def _no_virtual_disk(file: DiskFile) -> InvalidParameter:
    start = file.read(0, 4)
    known = _OTHERS.get(start)
    found = f"It is a {known} image." if known else "It has no footer 'conectix' in its last 512 bytes."
    return _refusal(
        f"The file is not a VHD. {found}", f"Convert it: qemu-img convert -f {known or 'raw'} {_FIXED} FILE fixed.vhd"
    )


def _refusal(message: str, hint: str) -> InvalidParameter:
    return InvalidParameter(message, target="vhdFile", hint=hint, rule="R153")
