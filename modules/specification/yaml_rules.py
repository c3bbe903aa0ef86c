"""What this project refuses that YAML allows, and why."""

from __future__ import annotations

from typing import NamedTuple

LARGEST_FILE = 512 * 1024
"""Bytes of one file. A thousand accounts with every key that an account can have take half of it."""

LARGEST_ENVIRONMENT = 2 * LARGEST_FILE
"""Bytes of all files of an environment."""

MOST_NODES = 30_000
"""Keys and values in all files of an environment. A thousand accounts take nine to sixteen thousand, and a second."""

MOST_ENTRIES = 10_000
"""Entries of one list. A transit gateway has as many routes, and an organization as many accounts."""

DEEPEST = 40
"""Levels of nesting; five levels of organizational units take twelve."""


class Rule(NamedTuple):
    """One thing that a file may not hold."""

    what: str
    why: str
    fix: str


class BrokenRuleError(Exception):
    """A file of which nothing is read: the rule that it breaks, what was found, and the line (from 1)."""

    def __init__(self, rule: Rule, got: str, line: int = 1) -> None:
        super().__init__(rule.what, got, line)
        self.rule, self.got, self.line = rule, got, line


NOT_READ = Rule("the file cannot be read", "every *.yaml of the folder is a part of it", "make it readable")
NO_FILE = Rule(
    "a part of an environment must be a file",
    "a link or a device may lead anywhere, and a folder is not looked into",
    "put the file itself there, or move this elsewhere",
)
OTHER_ENDING = Rule(
    "a file of an environment must end with .yaml, and not be hidden", "nothing else in the folder is read", "rename it"
)
OTHER_ENTRY = Rule(
    "something in an environment's folder is not read",
    "only files that end with .yaml are a part of the environment; README.md and what editors leave is let be",
    "move it elsewhere",
)
FILE_TOO_LARGE = Rule(
    "the file is too large",
    f"a file has at most {LARGEST_FILE:,} bytes: a thousand accounts take half of that",
    "remove what is no part of an environment, or cut the file in two",
)
TOO_LARGE = Rule(
    "the files are too large together",
    f"they have at most {LARGEST_ENVIRONMENT:,} bytes: a thousand accounts take a quarter of that",
    "remove what is no part of an environment",
)
TOO_MANY = Rule(
    "the files have too many keys and values",
    f"they have at most {MOST_NODES:,} together: a thousand accounts take half of that",
    "remove what is no part of an environment",
)
EMPTY = Rule(
    "the file is empty",
    "what it held may have been lost, as on a full disk, and would be taken away without a word",
    "bring back what it held, or remove the file; a comment alone is enough to keep it",
)
DIRECTIVE = Rule(
    "a line must not start with %",
    "directives change what the rest of the file means: every file is YAML 1.2",
    "remove the line",
)
AMBIGUOUS = Rule(
    "a value must be a plain number, or text in quotes",
    "programs that read YAML take this for different things: numbers of several kinds, dates, text",
    "put it in quotes",
)
LIST_TOO_LONG = Rule(
    "the list is longer than any can be", f"a list has at most {MOST_ENTRIES:,} entries", "remove what is not meant"
)
NOT_UTF_8 = Rule("the file is not UTF-8 text", "nothing of it can be read", "save it as UTF-8")
NOT_YAML = Rule("the file is not YAML", "nothing of it can be read", "mend it near this line")
TOO_DEEP = Rule("the file is nested too deeply", "no part of an environment is", "flatten it")
NO_MAPPING = Rule(
    "a file must hold keys and values",
    "each top-level key is a part of the environment",
    "start with a key, such as `teams:`",
)
KEY_IN_TWO_FILES = Rule(
    "a top-level key is in two files",
    "each is in one file, so that a reader knows where to look",
    "move both parts into one file",
)
KEY_TWICE = Rule("a key is written twice", "YAML would keep only the last of them", "remove or rename one")
KEY_NO_TEXT = Rule("a key must be text", "numbers and other values cannot be names", "put it in quotes, if it is meant")
ANCHOR = Rule(
    "anchors and aliases must not be used",
    "an entry must say all that it means where it stands",
    "write the values out in both places",
)
TAG = Rule(
    "tags must not be used",
    "a value is text, a number, true, false or nothing",
    "remove the word that starts with !",
)
EXPRESSION = Rule(
    "Terraform expressions must not be used",
    "Terraform would evaluate what follows ${ or %{",
    "write the value itself",
)
TOKEN = Rule(
    "a text looks like a token of CDK for Terraform",
    "CDK for Terraform would put another value in its place",
    "write it in another way",
)
PRIVATE = Rule(
    "a text has a character of private use",
    "nothing shows what it means, and the landing zone marks with such what it fills in",
    "remove the character",
)
NO_CHARACTER = Rule(
    "a text has a character that does not exist",
    "what is beyond U+10FFFF, or half of a surrogate pair, cannot be written to a file",
    "remove the escape",
)
