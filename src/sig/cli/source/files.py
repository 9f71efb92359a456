"""The disk files that a source is read from."""

from sig.cli.text_files import unreadable
from sig.domain.virtual_disk import VirtualDisk, inspect


def disk(path: str) -> VirtualDisk:
    """The facts of a VHD or VHDX file. Raises UsageError where there is none, InvalidParameter for another file."""
    try:
        with open(path, "rb") as file:
            size = file.seek(0, 2)

            def read(offset: int, length: int) -> bytes:
                file.seek(offset)
                return file.read(length)

            return inspect(read, size)
    except (OSError, ValueError) as failure:
        raise unreadable(path, failure, "Give the VHD or VHDX file of a disk, one that you may read.") from None
