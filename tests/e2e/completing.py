"""The real shells, asked what they would offer at the end of a line."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

SCRIPTS = Path(__file__).parents[2] / "completions"
_SECONDS = 60

_BASH = """
source "$SCRIPT"
compopt() { printf 'compopt %s\\n' "$*" >&3; }
_sig sig "$TYPED" "$BEFORE"
[[ ${#COMPREPLY[@]} -eq 0 ]] || printf '%s\\n' "${COMPREPLY[@]}"
"""

_BASHRC = """
source "$SCRIPT"
sig() { printf '<%s>' "$@"; echo; }
bind 'set bell-style none'
bind 'set enable-bracketed-paste off'
PS1='ready>'
"""

# An interactive zsh completes its first line by itself and leaves; `compadd` writes down what is added.
_ZSHRC = """
PS1= LISTMAX=10000 fpath=("$FUNCTIONS" $fpath)
autoload -Uz compinit && compinit -u -D
eval "$BEFORE_COMPLETION"
compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then
    builtin compadd "$@"
    return
  fi
  local -a hits
  builtin compadd -A hits "$@"
  (( $#hits )) && print -rl -- "${(@Q)hits}" >>"$FOUND"
  builtin compadd "$@"
}
zle-line-init() {
  BUFFER=$LINE CURSOR=$#BUFFER
  zle list-choices 2>>"$FOUND"
  exit
}
zle -N zle-line-init
"""


@dataclass(frozen=True)
class Shell:
    """A shell with the script of the repository, in the environment of a ``Sig``."""

    name: ClassVar[str]
    folder: Path
    environment: Mapping[str, str]

    def offers(self, line: str) -> list[str]:
        """The candidates for the word at the end of ``line``, without quotes and without ``--option=``."""
        raise NotImplementedError

    def __post_init__(self) -> None:
        if shutil.which(self.name) is None:
            absent = f"{self.name} is not installed: its completion is not tested"
            if os.environ.get("SIG_REQUIRE_SHELLS") == "1":
                pytest.fail(absent)
            pytest.skip(absent)

    def with_path(self, folder: Path) -> Shell:
        """The same, finding the programs in ``folder`` first."""
        return self.given(PATH=os.pathsep.join([str(folder), self.environment["PATH"]]))

    def given(self, **variables: str) -> Shell:
        return replace(self, environment={**self.environment, **variables})

    def evaluated(self, word: str) -> str:
        """What the shell makes of ``word`` in a script."""
        return self._run(self.name, "-c", f"printf %s {word}")

    def syntax_errors(self, script: Path) -> str:
        return subprocess.run(
            [self.name, "-n", str(script)], check=False, env=self.environment, capture_output=True, encoding="utf-8"
        ).stderr

    def _run(self, *command: str, **variables: str) -> str:
        done = subprocess.run(
            command,
            check=False,
            cwd=self.folder,
            env={**self.environment, **variables},
            capture_output=True,
            encoding="utf-8",
            timeout=_SECONDS,
        )
        assert not done.stderr, done.stderr
        return done.stdout

    def _terminal(self, *arguments: str, **variables: str) -> Any:
        """The shell in a terminal of its own, as pexpect gives it."""
        import pexpect  # not on Windows

        return pexpect.spawn(
            self.name,
            list(arguments),
            cwd=str(self.folder),
            env={**self.environment, "TERM": "dumb", "INPUTRC": os.devnull, **variables},
            encoding="utf-8",
            timeout=_SECONDS,
            dimensions=(200, 200),
        )


class Bash(Shell):
    """bash, its function called with the words as readline cuts them."""

    name = "bash"

    def offers(self, line: str) -> list[str]:
        return [word for answer in self.answers(line) for word in shlex.split(answer)]

    def answers(self, line: str) -> list[str]:
        return self._answer(line)[0]

    def options_set(self, line: str) -> list[str]:
        """What the function asks of readline by ``compopt``."""
        return self._answer(line)[1]

    def after_tab(self, line: str) -> str:
        """The words of ``line``, each in angle brackets, after TAB in an interactive bash."""
        settings = self.folder / "bashrc"
        settings.write_text(_BASHRC)
        terminal = self._terminal("--noprofile", "--rcfile", str(settings), "-i", SCRIPT=str(SCRIPTS / "sig.bash"))
        terminal.expect_exact("ready>")
        terminal.send(f"{line}\t\r")
        terminal.expect(r"\n(<.*>)\r")
        words: str = terminal.match[1]
        terminal.close(force=True)
        return words

    def _answer(self, line: str) -> tuple[list[str], list[str]]:
        words = _cut(line)
        typed = "" if words[-1] in ("=", ":") else words[-1].lstrip("\"'")
        told = self.folder / "compopt"
        told.write_text("")
        harness = (
            f"COMP_WORDS=({' '.join(map(shlex.quote, words))}) COMP_CWORD={len(words) - 1} "
            f"COMP_LINE={shlex.quote(line)} COMP_POINT={len(line)}; exec 3>compopt{_BASH}"
        )
        output = self._run(
            "bash", "--norc", "-c", harness, SCRIPT=str(SCRIPTS / "sig.bash"), TYPED=typed, BEFORE=words[-2]
        )
        return output.splitlines(), told.read_text().splitlines()


def _cut(line: str) -> list[str]:
    """The words of ``line`` as bash gives them in COMP_WORDS, cut at = and : too."""
    words = re.findall(r"""(?:"[^"]*"?|'[^']*'?|\\.|[^\s=:<>"'\\])+|[=:<>]+""", line)
    return [*words, ""] if line[-1].isspace() else words


class Zsh(Shell):
    """An interactive zsh with its own completion system and ``_sig`` on its function path."""

    name = "zsh"

    def offers(self, line: str) -> list[str]:
        return list(dict.fromkeys(self._found(line, FUNCTIONS=str(SCRIPTS))))

    def offers_when_sourced(self, line: str) -> list[str]:
        source = f"source {shlex.quote(str(SCRIPTS / '_sig'))}"
        return list(dict.fromkeys(self._found(line, FUNCTIONS=str(self.folder), BEFORE_COMPLETION=source)))

    def shows(self, line: str) -> str:
        """What stands on the screen after TAB."""
        screen, _ = self._session(line, FUNCTIONS=str(SCRIPTS))
        return screen

    def _found(self, line: str, **variables: str) -> list[str]:
        return self._session(line, **variables)[1]

    def _session(self, line: str, **variables: str) -> tuple[str, list[str]]:
        found = self.folder / "found"
        found.write_text("")
        (self.folder / ".zshrc").write_text(_ZSHRC)
        terminal = self._terminal(
            "-d", "-i", ZDOTDIR=str(self.folder), LINE=line, FOUND=str(found), **{"BEFORE_COMPLETION": "", **variables}
        )
        screen: str = terminal.read()
        terminal.close()
        return screen, found.read_text().splitlines()


class Fish(Shell):
    """fish, asked by its own ``complete -C``."""

    name = "fish"

    def offers(self, line: str) -> list[str]:
        return list(self.described(line))

    def described(self, line: str) -> dict[str, str]:
        """The candidates with their descriptions."""
        asked = 'source "$SCRIPT"; complete -C "$LINE"'
        output = self._run(
            "fish", "--no-config", "-c", asked, SCRIPT=str(SCRIPTS / "sig.fish"), LINE=line, HOME=str(self.folder)
        )
        pairs = (entry.partition("\t") for entry in output.splitlines())
        return {re.sub(r"^--[\w-]+=", "", word): text for word, _, text in pairs}
