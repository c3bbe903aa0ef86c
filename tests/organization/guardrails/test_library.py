from __future__ import annotations

from pathlib import Path

import pytest

from modules.organization.guardrails.library import guardrail, names, whole_library
from modules.organization.spec import PolicyType
from modules.specification.problems import InvalidEnvironmentError

DESCRIPTION = """\
title: Nobody leaves
kind: SERVICE_CONTROL_POLICY
units: [Root]
intent: Accounts stay.
threat: They leave.
exemptions: none
sources: [AWS Organizations User Guide]
"""


def write(library: Path, description: str = DESCRIPTION, policy: str = '{"Statement": [{"Sid": "{{a}}"}]}') -> Path:
    folder = library / "stay"
    folder.mkdir()
    (folder / "guardrail.yaml").write_text(description)
    (folder / "policy.json").write_text(policy)
    return library


def refusal(library: Path) -> str:
    with pytest.raises(InvalidEnvironmentError) as refused:
        _ = guardrail("stay", library).description
    return str(refused.value)


def test_a_guardrail_is_read_with_all_that_its_files_say(tmp_path: Path) -> None:
    stay = guardrail("stay", write(tmp_path))

    assert (stay.name, stay.kind, stay.description.title) == (
        "stay",
        PolicyType.SERVICE_CONTROL_POLICY,
        "Nobody leaves",
    )
    assert stay.statements == ({"Sid": "{{a}}"},)
    assert stay.placeholders == {"a"}


def test_a_folder_without_a_description_is_none_of_them(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "notes").mkdir()

    assert names(tmp_path) == ["stay"]


def test_an_unknown_key_is_told_with_its_line(tmp_path: Path) -> None:
    assert "policies/guardrails/stay/guardrail.yaml:4  itent" in refusal(
        write(tmp_path, DESCRIPTION.replace("intent", "itent"))
    )


def test_a_document_that_is_no_json_is_told_with_its_line(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, policy='{\n  "Statement": [,]\n}')) == (
        "policies/guardrails/stay has 1 problem\n\n"
        "policies/guardrails/stay/policy.json:2\n"
        "  a guardrail's document must be JSON\n"
        "  got: Expecting value\n"
        "  why: Organizations takes nothing else\n"
        "  fix: mend it"
    )


def test_a_document_of_no_organization_policy_is_refused(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, policy='{"Rules": []}')) == (
        "policies/guardrails/stay has 1 problem\n\n"
        "policies/guardrails/stay/policy.json:1\n"
        "  a guardrail's document must be that of an organization policy\n"
        "  got: Rules\n"
        "  why: its kind shows in its first keys\n"
        "  fix: begin it as the AWS Organizations User Guide shows for its kind"
    )


def test_a_description_of_another_kind_than_the_document_is_refused(tmp_path: Path) -> None:
    assert "a guardrail must be of the kind that its document shows" in refusal(
        write(tmp_path, DESCRIPTION.replace("SERVICE_CONTROL", "RESOURCE_CONTROL"))
    )


def test_every_guardrail_of_the_library_describes_itself() -> None:
    kinds = {one.description.kind for one in whole_library().values()}

    assert kinds == set(PolicyType)
