"""Permission sets of an environment's own: beside its files, read as strictly as these."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modules import environment
from modules.consistency.notices import notices
from modules.identity import library
from modules.identity.inline_document import inline_document
from modules.landing_zone import LandingZone
from modules.specification.problems import InvalidEnvironmentError
from tests.specification.overlay import problems, staging_with

GROUP = """\
identity:
  groups:
    Operations: {description: Operations., access: [{permission_set: %s, units: [Workloads]}]}
"""


def load(folder: Path, permission_set: str, **files: str) -> LandingZone:
    environments = staging_with(folder)
    (environments / "staging" / "catalog.yaml").unlink()  # it has a notice of its own
    (environments / "staging" / "identity.yaml").write_text(GROUP % permission_set)
    own = environments / "staging" / "permission_sets" / permission_set
    own.mkdir(parents=True)
    for name, text in files.items():
        (own / name.replace("_json", ".json").replace("_yaml", ".yaml")).write_text(text)
    return environment.load("staging", environments)


def test_one_needs_neither_scenarios_nor_words_for_readers(tmp_path: Path) -> None:
    zone = load(tmp_path, "Operator", permission_set_yaml="managed_policies: [ReadOnlyAccess]\n")

    assert zone.permission_sets.permission_set("Operator").description.session_hours == 1
    assert [notice.what for notice in notices(zone)] == ["proof of Operator"]


def test_one_takes_the_place_of_the_library_s(tmp_path: Path) -> None:
    zone = load(tmp_path, "Billing", permission_set_yaml="description: Ours.\n")
    assert zone.permission_sets.permission_set("Billing").description.description == "Ours."


def test_one_for_all_environments_stands_beside_guardrails_of_one_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "OWN_LIBRARY", tmp_path / "policies" / "own_permission_sets")
    for name in ("Operator", "Billing", "Watcher"):
        (library.OWN_LIBRARY / name).mkdir(parents=True)
        (library.OWN_LIBRARY / name / "permission_set.yaml").write_text("description: For all.\n")

    zone = load(tmp_path, "Operator", permission_set_yaml="description: For this one.\n")
    sets = zone.permission_sets
    texts = {name: sets.permission_set(name).description.description for name in sets.own_names}

    assert texts == {"Billing": "For all.", "Operator": "For this one.", "Watcher": "For all."}
    assert sets.permission_set("Watcher").shown == "policies/own_permission_sets/Watcher"
    assert sets.permission_set("Operator").shown == "environments/staging/permission_sets/Operator"


def test_one_for_all_environments_is_read_as_strictly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "OWN_LIBRARY", tmp_path / "policies" / "own_permission_sets")
    (library.OWN_LIBRARY / "Operator").mkdir(parents=True)

    environments = staging_with(tmp_path)

    assert ["without permission_set.yaml" in problem.got for problem in problems(environments)] == [True]


@pytest.mark.parametrize(
    ("name", "place"),
    [("guardrails", "policies/own_guardrails"), ("own_permission_sets", "permission_sets")],
)
def test_what_is_looked_for_elsewhere_is_refused_with_its_place(name: str, place: str, tmp_path: Path) -> None:
    environments = staging_with(tmp_path)
    (environments / "staging" / name).mkdir()
    (problem,) = problems(environments)

    assert place in problem.fix


def test_eleven_managed_policies_are_taken_and_the_quota_is_told(tmp_path: Path) -> None:
    policies = (
        "AmazonS3FullAccess, AmazonEC2FullAccess, AmazonRDSFullAccess, AmazonSQSFullAccess, AmazonSNSFullAccess, "
    )
    policies += "AmazonVPCFullAccess, CloudWatchFullAccess, AWSLambda_FullAccess, AmazonDynamoDBFullAccess, "
    policies += "AmazonECS_FullAccess, IAMFullAccess"
    zone = load(tmp_path, "Operator", permission_set_yaml=f"managed_policies: [{policies}]\n")

    assert "room in IAM's quota for Operator with 11 policies" in [notice.what for notice in notices(zone)]


def test_a_folder_elsewhere_in_an_environment_is_refused_as_before(tmp_path: Path) -> None:
    environments = staging_with(tmp_path)
    (environments / "staging" / "policies").mkdir()
    assert [problem.file for problem in problems(environments)] == ["environments/staging/policies"]


def test_the_only_statement_may_stand_outside_a_list(tmp_path: Path) -> None:
    statement = {"Effect": "Allow", "Action": "s3:List*", "Resource": "*"}
    (tmp_path / "inline.json").write_text(json.dumps({"Version": "2012-10-17", "Statement": statement}))

    document = inline_document(tmp_path / "inline.json", "inline.json")

    assert document == {"Version": "2012-10-17", "Statement": [statement]}


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("[]", "an inline policy must have statements"),
        ('{"Version": "2012-10-17"}', "an inline policy must have statements"),
        ('{"Statement": [], "Statements": []}', "an inline policy must have statements"),
        ('{"Statement": ["all"]}', "a statement must be an object"),
        ('{"Statement": {"Effect": "allow", "Action": "*", "Resource": "*"}}', "a statement must allow or deny"),
        ('{"Statement": {"Effect": "Allow", "Resource": "*"}}', "a statement must have either Action or NotAction"),
        ('{"Statement": {"Effect": "Allow", "Action": "*"}}', "a statement must have either Resource or NotResource"),
        ('{"Statement": {"Effect": "Allow", "Action": 1, "Resource": "*"}}', "Action must be text, or a list of texts"),
        (
            '{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}}',
            "a statement of an inline policy must have no other entries than IAM knows",
        ),
        (
            '{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": []}}',
            "a condition must be an object",
        ),
        ('{"Name": "x", "Statement": [{}]}', "an inline policy must have no other entries than IAM knows"),
        ("[" * 100_000, "an inline policy must be JSON"),
        ('"\\', "an inline policy must be JSON"),
    ],
)
def test_what_iam_would_not_take_ends_in_words(tmp_path: Path, document: str, told: str) -> None:
    (tmp_path / "inline.json").write_text(document)

    with pytest.raises(InvalidEnvironmentError) as refused:
        inline_document(tmp_path / "inline.json", "inline.json")

    assert [problem.what for problem in refused.value.problems] == [told]


def test_a_link_in_the_place_of_an_inline_policy_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "inline.json").symlink_to("/dev/zero")
    with pytest.raises(InvalidEnvironmentError, match="an inline policy must be a file that can be read"):
        inline_document(tmp_path / "inline.json", "inline.json")
