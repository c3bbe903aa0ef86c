"""Every rule has a folder in `tests/environments/refused`: what breaks it, and the exact message."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from modules.environment import PROJECT
from modules.specification import pydantic_errors, validation, yaml_rules
from modules.specification.errors import LandingZoneError
from modules.specification.schema_nodes import Schema
from tests.specification.overlay import EXPECTED, REFUSED, TOO_LARGE, refusal, staging_with

RULES = sorted(path.name for path in REFUSED.iterdir())
MESSAGES = "\n".join(
    path.read_text() for path in [*(REFUSED / rule / EXPECTED for rule in RULES), *sorted(TOO_LARGE.iterdir())]
)

PROVERS = (
    "catalog_tests",
    "access",
    "across_accounts",
    "coverage",
    "estimate",
    "log_archive",
    "names",
    "policy_evaluation",
)
"""Rooms whose specifications are of data of the library, which no environment writes."""

NOT_FROM_JSON = {"list_type"}
"""Types of pydantic's error that the gate's file can have, whose models hold lists; an environment's hold tuples."""


IN_OWN_WORDS = re.compile(
    "^  (unknown key |the key .* is missing|the word is unknown|"
    + "|".join(["the value must be", *(headline for headline, _ in pydantic_errors.BOUNDS.values())])
    + ")",
    re.MULTILINE,
)
"""How messages begin that pydantic's errors become."""


@pytest.mark.parametrize("rule", RULES)
def test_a_broken_rule_gives_exactly_this_message(rule: str, tmp_path: Path) -> None:
    assert refusal(staging_with(tmp_path, REFUSED / rule)) == (REFUSED / rule / EXPECTED).read_text()


@pytest.mark.parametrize("rule", RULES)
def test_a_message_speaks_of_one_rule_only(rule: str) -> None:
    """A second rule in a message follows from the first: it should have been suppressed."""
    told = re.findall(r"^\S+:\d+.*\n  (.*)$", (REFUSED / rule / EXPECTED).read_text(), re.MULTILINE)

    assert len(set(told)) == 1 or rule == "value-no-keys-and-values"  # which has to give a list other keys


def _files_of_rules() -> Iterator[Path]:
    modules = PROJECT / "modules"
    specs = [*modules.rglob("spec.py"), *modules.rglob("access_spec.py"), *modules.rglob("spec/*.py")]
    yield from (path for path in specs if not {*PROVERS} & {*path.parts})
    yield from (modules / "consistency").rglob("*.py")
    yield modules / "landing_zone" / "administrators.py"
    yield from (modules / "specification" / name for name in ("acceptance.py", "model.py", "texts.py"))


def _rules_in_code() -> Iterator[str]:
    """The text of each rule that the code can say, as a regular expression."""
    for file in _files_of_rules():
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id == "LandingZoneError" and not isinstance(node.args[0], ast.Name):
                    yield _expression(node.args[0])
                if node.func.id == "matching":
                    yield from (_expression(word.value) for word in node.keywords if word.arg == "what")


def _expression(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return re.escape(str(node.value))
    assert isinstance(node, ast.JoinedStr), ast.unparse(node)
    return "".join(_expression(part) if isinstance(part, ast.Constant) else ".+" for part in node.values)


@pytest.mark.parametrize("rule", sorted(set(_rules_in_code())))
def test_every_rule_in_the_code_is_in_the_corpus(rule: str) -> None:
    assert re.search(rf"^  {rule}$", MESSAGES, re.MULTILINE)


def test_there_are_as_many_rules_in_the_code_as_were_counted_by_hand() -> None:
    """The search for rules finds them: were it blind, the test above would pass without a case."""
    assert len(set(_rules_in_code())) >= 40


@pytest.mark.parametrize("rule", [rule for rule in vars(yaml_rules).values() if isinstance(rule, yaml_rules.Rule)])
def test_every_rule_about_yaml_is_in_the_corpus(rule: yaml_rules.Rule) -> None:
    assert f"\n  {rule.what}\n" in MESSAGES


def test_every_kind_of_error_that_is_put_in_own_words_is_in_the_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: set[str] = set()

    def listening(error: Mapping[str, Any], path: tuple[str | int, ...], schema: Schema) -> LandingZoneError:
        met.add(error["type"])
        return pydantic_errors.explain(error, path, schema)

    monkeypatch.setattr(validation, "explain", listening)
    explained = {*pydantic_errors.KINDS, *pydantic_errors.BOUNDS, *pydantic_errors.WORDS}
    explained |= {"extra_forbidden", "missing", "union_tag_not_found"}
    for rule in RULES:
        if explained <= met | NOT_FROM_JSON:
            break
        if IN_OWN_WORDS.search((REFUSED / rule / EXPECTED).read_text()):
            refusal(staging_with(tmp_path / rule, REFUSED / rule))

    assert explained - met == NOT_FROM_JSON
