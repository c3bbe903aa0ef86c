"""How large an environment may be, and that what is larger is refused before it is parsed or compared."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path

import pytest

from modules.specification import yaml_rules as rules
from tests.specification.overlay import TOO_LARGE, problems, refusal, staging_with

COMMENT = "# nothing\n"


def _file(folder: Path) -> None:
    (folder / "guests.yaml").write_text(COMMENT * (rules.LARGEST_FILE // len(COMMENT) + 1))


def _all_files(folder: Path) -> None:
    for name in ("x", "y", "z"):
        (folder / f"{name}.yaml").write_text(COMMENT * (rules.LARGEST_FILE // len(COMMENT)))


def _values(folder: Path) -> None:
    (folder / "guests.yaml").write_text("".join(f"key-{number}: 1\n" for number in range(rules.MOST_NODES // 2)))


def _entries(folder: Path) -> None:
    items = "\n".join(f"    - role-{number}" for number in range(rules.MOST_ENTRIES + 1))
    (folder / "guardrails.yaml").write_text(f"guardrails:\n  platform_roles:\n{items}\n")


TOO_MUCH: dict[str, Callable[[Path], None]] = {
    "file-too-large.txt": _file,
    "files-too-large-together.txt": _all_files,
    "too-many-values.txt": _values,
    "list-too-long.txt": _entries,
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_is_too_large_gives_exactly_this_message(name: str, tmp_path: Path) -> None:
    environments = staging_with(tmp_path)
    TOO_MUCH[name](environments / "staging")

    assert refusal(environments) == (TOO_LARGE / name).read_text()


def test_a_file_that_cannot_be_read_gives_exactly_this_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environments = staging_with(tmp_path)
    (environments / "staging" / "guests.yaml").touch()
    opened = os.open

    def refuse(path: Path, flags: int) -> int:
        if path.name == "guests.yaml":
            raise PermissionError(13, "Permission denied")
        return opened(path, flags)

    monkeypatch.setattr(os, "open", refuse)

    assert refusal(environments) == (TOO_LARGE / "file-not-readable.txt").read_text()


def test_every_message_of_this_kind_has_its_environment() -> None:
    assert {path.name for path in TOO_LARGE.iterdir()} == {*TOO_MUCH, "file-not-readable.txt", "copy-of-another.txt"}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the words that a likeness is looked for, which is what takes long where much is wrong."""
    calls: list[int] = []

    def counting(word: str, known: Iterable[str], *, cutoff: float) -> list[str]:
        calls.append(1)
        return get_close_matches(word, known, cutoff=cutoff)

    monkeypatch.setattr("modules.specification.suggestions.get_close_matches", counting)
    return calls


def test_problems_that_are_many_are_listed_by_their_places(tmp_path: Path) -> None:
    environments = staging_with(tmp_path)
    accounts = environments / "staging" / "accounts.yaml"
    lines = "".join(
        f"  guest-{number:03}: {{function: sandbox, unit: Guests, owner: cloud-platform}}\n" for number in range(150)
    )
    accounts.write_text(accounts.read_text() + lines)

    text = refusal(environments)

    assert len(problems(environments)) == 150
    assert text.startswith("environments/staging has 150 problems\n")
    assert text.count("the organizational unit does not exist") == 3
    assert (
        "\nThe same in 147 more places\n  environments/staging/accounts.yaml:16  accounts.guest-003.unit: Guests\n"
        in text
    )
    assert text.endswith("accounts.guest-012.unit: Guests\n  and 137 more\n")


def test_contradictions_are_looked_for_until_there_are_enough(tmp_path: Path, counted: list[int]) -> None:
    environments = staging_with(tmp_path)
    groups = ", ".join(f"Group{number}" for number in range(900))
    identity = environments / "staging" / "identity.yaml"
    identity.write_text(identity.read_text().replace("[AWSSecurityAdmins,", f"[{groups}, AWSSecurityAdmins,"))

    text = refusal(environments)

    assert text.startswith("environments/staging has 200 problems\n")
    assert text.endswith("Checks between parts of the environment run once these are mended.\n")
    assert len(counted) < 250
