"""Every published check is there, once, with what covers it or a reason why nothing does."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from modules.coverage.library import FOLDER, PUBLISHED, Reference, read_reference
from modules.coverage.spec import EvidenceSpec
from modules.environment import PROJECT
from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError

LIST = """title: A list
address: https://example.com
licence: Apache-2.0
commit: "{commit}"
committed: "2026-02-06"
read: "2026-11-29"
families: {{DEMO: 2}}
"""
WAIVED = "  SRA-DEMO-0{}: {{asks: Something, accounts: every, waived: It costs too much}}\n"
EVIDENCE = "evidence:\n  it: {type: aws_x}\n"
COVERED = "  SRA-DEMO-02: {{asks: Something, accounts: every, covered_by: [[{}]]}}\n"
BOTH = WAIVED.format(1) + WAIVED.format(2)


def read(folder: Path, **files: str) -> Reference:
    """Read a library of files by their names."""
    place = folder / FOLDER
    place.mkdir(parents=True)
    (place / PUBLISHED).write_text(LIST.format(commit="0" * 40))
    for name, text in files.items():
        (place / f"{name}.yaml").write_text(text)
    return read_reference(folder)


def test_the_checks_come_in_the_order_of_the_list(tmp_path: Path) -> None:
    reference = read(tmp_path, b=f"checks:\n{WAIVED.format(1)}", a=f"{EVIDENCE}checks:\n{COVERED.format('it')}")

    assert [check.id for check in reference.checks] == ["SRA-DEMO-01", "SRA-DEMO-02"]
    assert reference.checks[1].where == f"{FOLDER}/a.yaml:4"
    assert [list(names) for names in reference.checks[1].needs] == [["it"]]


def test_a_check_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LandingZoneError, match=r"a published check is missing\n  got: SRA-DEMO-02"):
        read(tmp_path, a=f"checks:\n{WAIVED.format(1)}")


def test_a_check_that_is_not_on_the_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LandingZoneError, match=r"unknown to the published list\n  got: SRA-DEMO-03"):
        read(tmp_path, a=f"checks:\n{BOTH}{WAIVED.format(3)}")


def test_a_check_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LandingZoneError, match=rf"there twice\n  got: SRA-DEMO-01 in {FOLDER}/a.yaml:2 and .*b.yaml:2"):
        read(tmp_path, a=f"checks:\n{BOTH}", b=f"checks:\n{WAIVED.format(1)}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"checks:\n{BOTH}{WAIVED.format(1)}", "SRA-DEMO-01"),
        ("checks:\n  SRA-DEMO-01: {asks: Something, accounts: every}\n", "must have something that covers it"),
        (f"checks:\n{WAIVED.format(1)}{COVERED.format('it')}", "names evidence that there is no description of"),
        (f"{EVIDENCE}checks:\n{BOTH}", "evidence must be named by a check"),
        (f"checks:\n{BOTH.replace('every', 'each', 1)}", "SRA-DEMO-01.accounts"),
    ],
)
def test_a_file_that_does_not_fit_together_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InvalidEnvironmentError, match=re.escape(message)):
        read(tmp_path, a=text)


def test_the_published_list_has_the_checks_of_its_source() -> None:
    assert len(read_reference(PROJECT).checks) == 157


def test_evidence_is_described_with_types_and_arguments_that_the_provider_has() -> None:
    """A misspelt argument would never be found, and the check would say that the resource lacks it."""
    needs = [needed for check in read_reference(PROJECT).checks for needed in check.needs]
    unknown = {
        f"{evidence.type}.{path}"
        for names in needs
        for evidence in names.values()
        for path in _paths(evidence)
        for argument in path.split(".")
        if not re.search(rf"\b{argument}\b", _binding(evidence.type))
    }

    assert unknown == set()


def _paths(evidence: EvidenceSpec) -> Iterator[str]:
    """Give every path that leads to an argument, as far as it leads through blocks and not into JSON."""
    named = {evidence.names_account, evidence.names_region} - {None, "id"}
    for path in (*evidence.equals, *evidence.like, *evidence.blocks, *filter(None, named)):
        yield re.split(r"\.(?=config|centralizedLogging|governedRegions|loggingConfiguration)", path)[0]


@cache
def _binding(kind: str) -> str:
    """Return the text of the binding of a type of resource."""
    spec = importlib.util.find_spec(f"cdktf_cdktf_provider_aws.{kind.removeprefix('aws_')}")
    assert spec is not None, kind
    assert spec.origin is not None, kind
    return Path(spec.origin).read_text(encoding="utf-8")
