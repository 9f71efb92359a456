"""Who holds the writer lock: looked up only by a writer that waited for it in vain."""

from __future__ import annotations

import os
import re
import shlex
from contextlib import suppress

from sig.domain.names import shown
from sig.domain.records import NamedTuple
from sig.store.lock import RECORD_BYTES

_RECORD = re.compile(r"process (?P<process>[0-9]{1,9}) since (?P<since>\S+) on (?P<machine>\S*)\s*")
_LONGEST_COMMAND = 300


class Holder(NamedTuple):
    """What is known of a holder: its process number, since when in UTC, and its machine where that is another one."""

    process: int | None = None
    since: str | None = None
    machine: str | None = None
    command: str | None = None

    @property
    def local_process(self) -> int | None:
        """The number of the process where it is one of this machine."""
        return None if self.machine else self.process

    def __str__(self) -> str:
        if self.process is None:
            return "another process"
        command = f" ({self.command})" if self.command else ""
        machine = f" on {self.machine}" if self.machine else ""
        since = f" since {self.since}" if self.since else ""
        return f"process {self.process}{command}{machine}{since}"


def found(descriptor: int, own_machine: str) -> Holder:
    """The holder of the lock on the open file ``descriptor``, as far as it can be known.

    What a holder left in the file is believed only of a process that the system says holds the lock
    or, where it does not say, that is alive: a writer that could not leave its own name must not be
    taken for the one before.
    """
    recorded = _recorded(descriptor, own_machine)
    holding = _holding(descriptor)
    if recorded.process is not None and (recorded.process in holding or (not holding and _may_live(recorded))):
        return recorded._replace(command=None if recorded.machine else _command(recorded.process))
    if len(holding) == 1:
        (process,) = holding
        return Holder(process, command=_command(process))
    return Holder()


def _recorded(descriptor: int, own_machine: str) -> Holder:
    with suppress(OSError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        said = _RECORD.fullmatch(os.read(descriptor, RECORD_BYTES).decode(errors="replace"))
        if said is not None:
            machine = said["machine"] if said["machine"] != own_machine else None
            return Holder(int(said["process"]), said["since"], machine)
    return Holder()


def _holding(descriptor: int) -> set[int]:
    """The processes that Linux says hold a lock on the file; none on other systems and for other containers' ones."""
    inode = os.fstat(descriptor).st_ino
    processes = set()
    with suppress(OSError, ValueError), open("/proc/locks", encoding="ascii") as file:
        for line in file:
            # 1: FLOCK  ADVISORY  WRITE 4711 fe:00:393231 0 EOF; the device may be named otherwise than by fstat.
            words = line.split()
            if words[1] == "FLOCK" and words[5].rpartition(":")[2] == str(inode) and int(words[4]) > 0:
                processes.add(int(words[4]))
    return processes


def _may_live(holder: Holder) -> bool:
    """Whether the process is alive; one of another machine may be, and Windows has no harmless way to ask."""
    if holder.machine is not None or holder.process is None or os.name == "nt":
        return True
    try:
        os.kill(holder.process, 0)
    except OSError as error:
        return isinstance(error, PermissionError)
    return True


def _command(process: int) -> str | None:
    """The command line of ``process``, where the system shows it; what URLs ask for may be secret, and is left out."""
    with suppress(OSError), open(f"/proc/{process}/cmdline", "rb") as file:
        program, *words = map(shown, file.read().decode(errors="replace").rstrip("\0").split("\0"))
        if os.path.basename(program).startswith("python") and words and not words[0].startswith("-"):
            program, *words = words  # an installed command is a script
        public = " ".join([os.path.basename(program), *map(_public, words)])
        return shown(public, _LONGEST_COMMAND) or None
    return None


def _public(word: str) -> str:
    head, mark, _ = word.partition("?")
    return f"{head}?…" if mark else shlex.quote(head)
