"""The commands of `main.py` that pages show, as somebody would paste them into a shell."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from modules.environment import PROJECT
from tests.support.pages import PAGES

_BLOCK = re.compile(r"^([ \t]*)```(?:console|shell|bash|sh)\n(.*?)^\1```", re.DOTALL | re.MULTILINE)
_PROGRAM = re.compile(r"\bpython main\.py ")
_ENDS = {"|", "&&", "||", ";", "&", ">", ">>", "<"}
"""Words of a shell at which a command ends."""


@dataclass(frozen=True, slots=True)
class ShownCommand:
    """One command, by the page that shows it and its line there."""

    page: str
    line: int
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        """Name it as a test is named."""
        return f"{self.page}:{self.line} {shlex.join(self.arguments)}"


def shown_commands() -> Iterator[ShownCommand]:
    """Give each command of each block of each page."""
    for page in PAGES:
        text = page.read_text()
        for block in _BLOCK.finditer(text):
            first = text.count("\n", 0, block.start(2)) + 1
            for number, line in enumerate(block[2].replace("\\\n", "  ").splitlines(), first):
                for words in _PROGRAM.split(line)[1:]:
                    yield ShownCommand(str(page.relative_to(PROJECT)), number, tuple(_command(words)))


def _command(words: str) -> Iterator[str]:
    lexer = shlex.shlex(words, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    for word in lexer:
        if word in _ENDS:
            return
        yield word
