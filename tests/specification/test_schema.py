"""What is written for editors and readers is what the models say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # it has no types of its own
from ruamel.yaml import YAML

from modules.commands.schema import REFERENCE, texts, write_all
from modules.environment import ENVIRONMENTS
from modules.specification.model import Spec

SCHEMA: dict[str, Any] = json.loads((REFERENCE / "specification.schema.json").read_text())
PAGE = (REFERENCE / "specification.md").read_text()
FILES = sorted(ENVIRONMENTS.glob("*/*.yaml"))


def specifications(model: type[Spec] = Spec) -> Iterator[type[Spec]]:
    """Every model of an environment."""
    for child in model.__subclasses__():
        if child.__name__ in (*SCHEMA["$defs"], "LandingZone"):
            yield child
        yield from specifications(child)


KEYS = [(model, key) for model in specifications() for key in model.model_fields]


@cache
def current() -> dict[str, str]:
    """What the models say, by the name of the file: seconds."""
    return {path.name: text for path, text in texts(REFERENCE).items()}


def stale(folder: Path) -> list[str]:
    """Return the files of a folder that are missing, or say something else than the models."""
    paths = {name: folder / name for name in current()}
    return [name for name, path in paths.items() if not path.is_file() or path.read_text() != current()[name]]


def test_what_is_written_is_what_the_models_say() -> None:
    """`make schema` writes it anew."""
    assert stale(REFERENCE) == []


def test_another_text_or_none_is_stale(tmp_path: Path) -> None:
    written = write_all(tmp_path)
    assert {path.name for path in written} == current().keys()
    assert stale(tmp_path) == []

    (tmp_path / "specification.md").write_text(current()["specification.md"] + "\n")
    (tmp_path / "specification.schema.json").unlink()

    assert stale(tmp_path) == ["specification.schema.json", "specification.md"]


@pytest.mark.parametrize(("model", "key"), KEYS, ids=lambda one: one if isinstance(one, str) else one.__name__)
def test_every_key_says_what_it_means(model: type[Spec], key: str) -> None:
    """Its own docstring counts, not that of the model or the words that it takes."""
    description = model.model_fields[key].description or ""

    assert len(description.split()) >= 3
    assert description.rstrip().endswith("."), "a sentence"
    assert f"| `{key}` |" in PAGE
    assert " ".join(description.split()) in PAGE


def test_every_specification_is_asked_for_its_keys() -> None:
    asked = {model.__name__ for model, _ in KEYS}

    assert asked == {name for name, node in SCHEMA["$defs"].items() if "properties" in node} | {"LandingZone"}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("file", FILES, ids=lambda file: "-".join(file.parts[-2:]))
def test_an_editor_finds_no_fault_with_a_file_of_an_environment(file: Path) -> None:
    data = YAML(typ="safe", pure=True).load(file.read_text())

    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(data)] == []


@pytest.mark.parametrize(
    "data",
    [
        {"taems": {}},
        {"teams": {"fraud": {"cost_center": "4711"}}},
        {"teams": {"fraud": {"lead": {"name": "Ada Example", "email": "a@b.example"}, "cost_center": 4711}}},
        {"stages": {"dev": {"unit": "Workloads", "units": {}}}},
        {"stages": {"qa": {"unit": "Workloads", "production": "no"}}},
        {"accounts": {"network": {"function": "netwrok", "unit": "Infrastructure", "owner": "network-team"}}},
        {"deployment": {"backend": {"type": "s3", "bucket": "acme-state", "region": "eu-wset-1"}}},
    ],
)
def test_an_editor_finds_what_is_wrong(data: dict[str, Any]) -> None:
    assert list(Draft202012Validator(SCHEMA).iter_errors(data))


def test_every_link_of_the_page_leads_to_a_heading() -> None:
    headings = {line.removeprefix("## ").lower().replace(" ", "-") for line in PAGE.splitlines() if "## " in line}
    links = set(re.findall(r"\]\(#([\w-]+)\)", PAGE))

    assert links
    assert links <= headings


def test_every_row_of_the_page_has_four_cells() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("|")]

    assert {len(re.split(r"(?<!\\)\|", row)) for row in rows} == {6}
