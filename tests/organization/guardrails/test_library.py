from __future__ import annotations

import json
from pathlib import Path

import pytest

from modules.organization.guardrails import library
from modules.organization.guardrails.library import LIBRARY, guardrail, names
from modules.organization.spec import PolicyType
from modules.specification.problems import InvalidEnvironmentError

SCP = PolicyType.SERVICE_CONTROL_POLICY
DESCRIPTION = """\
title: Nobody leaves
kind: SERVICE_CONTROL_POLICY
units: [Root]
intent: Accounts stay.
threat: They leave.
exemptions: none
sources: [AWS Organizations User Guide]
"""

POLICY = '{"Statement": [{"Sid": "Stay", "Resource": "{{a}}"}]}'


def write(folder_of_all: Path, description: str = DESCRIPTION, policy: str = POLICY) -> Path:
    folder = folder_of_all / "stay"
    folder.mkdir()
    (folder / "guardrail.yaml").write_text(description)
    (folder / "policy.json").write_text(policy)
    return folder_of_all


def refusal(folder_of_all: Path) -> str:
    with pytest.raises(InvalidEnvironmentError) as refused:
        _ = guardrail("stay", folder_of_all).description
    return str(refused.value)


def test_a_guardrail_is_read_with_all_that_its_files_say(tmp_path: Path) -> None:
    stay = guardrail("stay", write(tmp_path))

    assert (stay.name, stay.kind, stay.description.title) == (
        "stay",
        PolicyType.SERVICE_CONTROL_POLICY,
        "Nobody leaves",
    )
    assert stay.statements == ({"Sid": "Stay", "Resource": "{{a}}"},)
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
        "  fix: begin it as the AWS Organizations User Guide shows for its kind, or write `kind` in "
        "guardrail.yaml"
    )


def test_a_description_of_another_kind_than_the_document_is_refused(tmp_path: Path) -> None:
    assert "a guardrail must be of the kind that its document shows" in refusal(
        write(tmp_path, DESCRIPTION.replace("SERVICE_CONTROL", "RESOURCE_CONTROL"))
    )


@pytest.mark.parametrize("name", sorted(path.parent.name for path in LIBRARY.glob("*/policy.json")))
def test_every_guardrail_of_the_library_says_all_that_a_description_may(name: str) -> None:
    description = guardrail(name).description

    written = description.model_dump(exclude={"units", "lint", "protects"})
    assert [key for key, value in written.items() if not value] == []


class TestOwn:
    """Guardrails that somebody brings along, written as AWS takes them."""

    @pytest.fixture(autouse=True)
    def own(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        own = tmp_path / "own_guardrails"
        own.mkdir()
        monkeypatch.setattr(library, "OWN", own)
        return own

    @staticmethod
    def put(own: Path, name: str, document: object) -> None:
        (own / name).mkdir()
        (own / name / "policy.json").write_text(document if isinstance(document, str) else json.dumps(document))

    def test_a_document_alone_is_a_guardrail(self, own: Path) -> None:
        self.put(own, "no-buckets", {"Statement": {"Effect": "Deny", "Action": "s3:CreateBucket", "Resource": "*"}})

        one = guardrail("no-buckets")

        assert "no-buckets" in names()
        assert (one.kind, one.description.exemptions, one.has_scenarios) == (SCP, "", False)
        assert one.shown == "policies/own_guardrails/no-buckets"

    def test_a_statement_without_a_usable_name_gets_one(self, own: Path) -> None:
        statements = [{"Effect": "Deny"}, {"Sid": "With blanks"}, {"Sid": "Kept"}]
        self.put(own, "no-buckets", {"Statement": statements})

        sids = [statement["Sid"] for statement in guardrail("no-buckets").statements]

        assert sids == ["NoBuckets1", "NoBuckets2", "Kept"]

    def test_statements_that_are_called_alike_become_two(self, own: Path) -> None:
        for name in ("a-policy", "b-policy"):
            self.put(own, name, {"Statement": [{"Sid": "Statement1"}]})

        sids = [guardrail(name).statements[0]["Sid"] for name in ("a-policy", "b-policy")]

        assert sids == ["APolicy1", "BPolicy1"]

    def test_names_that_are_made_of_others_differ(self, own: Path) -> None:
        unnamed = {"Statement": [{"Effect": "Deny"}] * 12}
        for name in ("deny", "deny-1", "deny1", "deny-a"):
            self.put(own, name, unnamed)
        self.put(own, "written", {"Statement": [{"Sid": "DenyA1"}]})

        sids = [
            statement["Sid"] for name in names() if (own / name).exists() for statement in guardrail(name).statements
        ]

        assert len(set(sids)) == len(sids) == 49

    def test_the_library_keeps_its_names_whatever_ones_own_are_called(self, own: Path) -> None:
        written = json.loads((LIBRARY / "deny-leaving-organization" / "policy.json").read_text())
        self.put(own, "stay", written)

        assert list(guardrail("deny-leaving-organization").statements) == written["Statement"]
        assert guardrail("stay").statements[0]["Sid"] == "Stay1"

    def test_ones_own_stands_in_the_place_of_the_librarys(self, own: Path) -> None:
        self.put(own, "deny-root-user", {"Statement": [{"Sid": "Mine", "Effect": "Deny"}]})

        assert [statement["Sid"] for statement in guardrail("deny-root-user").statements] == ["Mine"]
        assert names().count("deny-root-user") == 1

    def test_a_setting_of_a_kind_that_its_keys_do_not_show_says_its_kind(self, own: Path) -> None:
        self.put(own, "newer", {"new_attributes": {"@@assign": "all"}})
        (own / "newer" / "guardrail.yaml").write_text("kind: S3_POLICY\n")

        assert guardrail("newer").kind is PolicyType.S3_POLICY

    @pytest.mark.parametrize(
        ("document", "fault"),
        [
            ("[]", "a guardrail's document must be an object"),
            ('{"Statement": []}', "a policy must have statements"),
            ('{"Statement": ["Deny"]}', "a policy must have statements"),
            ('{"Statement": {"Sid": "A", "Sid": "B"}}', "a key must stand once in an object"),
            ("[" * 100_000, "a guardrail's document must be JSON of a few levels"),
        ],
    )
    def test_what_is_no_policy_is_refused(self, own: Path, document: str, fault: str) -> None:
        self.put(own, "broken", document)

        with pytest.raises(InvalidEnvironmentError, match=fault):
            guardrail("broken")

    def test_a_document_that_is_no_text_is_refused(self, own: Path) -> None:
        (own / "broken").mkdir()
        (own / "broken" / "policy.json").write_bytes(b"\xff\xfe{")

        with pytest.raises(InvalidEnvironmentError, match="a guardrail's document must be text in UTF-8"):
            guardrail("broken")

    def test_a_document_that_is_a_link_is_refused(self, own: Path) -> None:
        (own / "broken").mkdir()
        (own / "broken" / "policy.json").symlink_to("/dev/zero")

        with pytest.raises(InvalidEnvironmentError, match="a link"):
            guardrail("broken")
