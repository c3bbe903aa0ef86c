"""The first line of an error states the fault that was found, or what must be: never a rule in the indicative.

"a hub has one VPN connection with static routes" reads like what was found. So does every sentence without a word that
marks a fault; which words these are is a list here, that grows by review.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from modules.environment import PROJECT
from modules.specification import pydantic_errors
from tests.specification.overlay import EXPECTED, REFUSED, TOO_LARGE

MODULES = PROJECT / "modules"
OTHER_PRODUCT = MODULES / "emulator"

MUST = r"must|must not"
DENIED = r"(is|are|was|were|does|do|did|could) not|cannot|no such|has no|have no|no longer"
FAULTS = (
    r"unknown|missing|twice|too (large|long|short|small|many|few|deep|deeply|old)|overlaps?|differs?|differently"
    r"|the same|refused|invalid|broke off|wrong|taken|reserved|already|stands for nothing|leads somewhere|ended on"
)
FOUND = (
    r"more than one|is empty|has two VPN connections|larger than|longer than|in two (files|ways)"
    r"|there are none|there is no"
    r"|no account can have|no workspace tells|no hub serves|nothing (enables|says)|no \{\} of that name"
    r"|belongs to no place|looks like a token|a character of private use|is running|works in the same folder"
    r"|as something else than|by no rule|no checked folder|more than a year ahead"
    r"|makes something|refers to itself|without a network has|nobody knows|none is written"
)
MARK = re.compile(rf"\b({MUST}|{DENIED}|{FAULTS}|{FOUND})\b")
"""What tells a fault, or a demand, from a rule."""


def _headlines() -> Iterator[tuple[str, str]]:
    """Every headline that the code can say with its place; braces stand for what is filled in."""
    for file in sorted(MODULES.rglob("*.py")):
        if OTHER_PRODUCT not in file.parents:
            for node in ast.walk(ast.parse(file.read_text())):
                headline = _headline(node)
                if isinstance(headline, ast.Constant | ast.JoinedStr):
                    yield f"{file.relative_to(PROJECT)}:{headline.lineno}", _text(headline)


def _headline(node: ast.AST) -> ast.expr | None:
    """Return the expression that becomes a headline: an argument of an error, or what is kept for one as `what`."""
    match node:
        case ast.Call(func=ast.Name("LandingZoneError" | "Rule" | "unknown"), args=[headline, *_]):
            return headline
        case ast.Call(func=ast.Name("Problem"), args=[_, _, _, headline, *_]):
            return headline
        case ast.Call(func=ast.Name("matching"), keywords=keywords):
            return next(word.value for word in keywords if word.arg == "what")
        case ast.Assign(targets=[ast.Name("what")], value=headline):
            return headline
        case ast.Assign(targets=[ast.Tuple([ast.Name("what"), *_])], value=ast.Tuple([headline, *_])):
            return headline
        case _:
            return None


def _text(headline: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(headline, ast.Constant):
        return str(headline.value)
    return "".join(_text(part) if isinstance(part, ast.Constant) else "{}" for part in headline.values)


HEADLINES = dict(_headlines())
PINNED = sorted({*REFUSED.glob(f"*/{EXPECTED}"), *TOO_LARGE.iterdir()})


@pytest.mark.parametrize(("place", "headline"), HEADLINES.items())
def test_a_headline_states_a_fault_or_what_must_be(place: str, headline: str) -> None:
    assert MARK.search(headline), f"{place}: say what was found, or what must be"


@pytest.mark.parametrize("headline", [headline for headline, _ in pydantic_errors.BOUNDS.values()])
def test_a_headline_about_a_bound_states_a_fault(headline: str) -> None:
    assert MARK.search(headline)


@pytest.mark.parametrize("message", PINNED, ids=lambda path: str(path.parent.name))
def test_a_message_that_is_pinned_states_a_fault_or_what_must_be(message: Path) -> None:
    """These are also the headlines that are put together where they are raised."""
    headlines = re.findall(r"^\S+:\d+.*\n  (.*)$", message.read_text(), re.MULTILINE)

    assert headlines
    assert [headline for headline in headlines if not MARK.search(headline)] == []


@pytest.mark.parametrize(
    "rule",
    [
        "a hub has one VPN connection with static routes",
        "names of accounts are unique",
        "a hub is in one of the organization's regions",
        "an account id is 12 digits in quotes",
        "nobody administers production for good",
    ],
)
def test_a_rule_in_the_indicative_states_neither(rule: str) -> None:
    assert not MARK.search(rule)


def test_the_headlines_are_found() -> None:
    """Were the search blind, the tests above would pass without a case."""
    rooms = {place.split("/")[1] for place in HEADLINES}

    assert {"consistency", "specification", "organization", "identity", "accounts", "access", "deployment"} <= rooms
    assert len(HEADLINES) > 200
