"""What this project refuses that YAML allows, and why."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """One thing that a file may not hold."""

    what: str
    why: str
    fix: str


NOT_READ = Rule("the file cannot be read", "every *.yaml of the folder is a part of it", "make it a readable text file")
NOT_UTF_8 = Rule("the file is not UTF-8 text", "nothing of it can be read", "save it as UTF-8")
NOT_YAML = Rule("the file is not YAML", "nothing of it can be read", "mend it near this line")
TOO_DEEP = Rule("the file is nested too deeply", "no part of an environment is", "flatten it")
NO_MAPPING = Rule(
    "a file holds keys and values",
    "each top-level key is a part of the environment",
    "start with a key, such as `teams:`",
)
KEY_IN_TWO_FILES = Rule(
    "a top-level key is in two files",
    "each is in one file, so that a reader knows where to look",
    "move both parts into one file",
)
KEY_TWICE = Rule("a key is written twice", "YAML would keep only the last of them", "remove or rename one")
KEY_NO_TEXT = Rule("a key is text", "numbers and other values cannot be names", "put it in quotes, if it is meant")
ANCHOR = Rule(
    "anchors and aliases are not used here",
    "an entry must say all that it means where it stands",
    "write the values out in both places",
)
TAG = Rule(
    "tags are not used here",
    "a value is text, a number, true, false or nothing",
    "remove the word that starts with !",
)
EXPRESSION = Rule(
    "Terraform expressions are not used here",
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
    "a text has only characters that there are",
    "what is beyond U+10FFFF, or half of a surrogate pair, cannot be written to a file",
    "remove the escape",
)
