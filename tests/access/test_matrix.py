"""The matrix is that of the synthesized workspaces, and what the specification says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from modules.access.matrix import lines, only
from modules.access.synthesized_access import Entry, read_access
from modules.commands.access_inputs import access
from modules.specification.errors import LandingZoneError
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import environment, smaller_staging

ENTRIES = [
    Entry("B", "Set", "two"),
    Entry("A", "Set", "two"),
    Entry("A", "Set", "one"),
    Entry("A", "Other", "one"),
]


@pytest.mark.parametrize("name", ["production", "staging"])
def test_what_is_synthesized_is_what_is_said(outputs: dict[str, Path], name: str) -> None:
    zone = environment(name).zone
    said = {Entry(one.group.name, one.permission_set, one.account.key) for one in zone.directory.assignments}

    assert set(access(name, zone, outputs[name]).entries) == said


def test_production_has_exactly_these_groups_and_no_others(
    outputs: dict[str, Path], snapshot: SnapshotAssertion
) -> None:
    """Who gets in, on one page. A change here is a change of access: read it before you renew it."""
    zone = environment("production").zone
    entries = access("production", zone, outputs["production"]).entries
    order = [account.key for account in zone.roster]
    everywhere = order[1:]

    assert [f"{one.group}: {one.permission_set}: {one.where(everywhere)}" for one in lines(entries, order)] == snapshot


def test_accounts_that_exist_already_are_found_by_their_ids(tmp_path: Path) -> None:
    team = {"lead": {"name": "Ada Example", "email": "ada@acme.example"}, "cost_center": "1"}
    teams = {"fraud": {**team, "stages": ["prod"], "account_ids": {"prod": "333333333333"}}}
    environment = smaller_staging(teams=teams)
    synthesize([environment], tmp_path)

    entries = access("staging", environment.zone, tmp_path).entries
    assert {one.account for one in entries if one.group == "fraud-TeamLead"} == {"fraud-prod"}


def test_a_permission_set_is_read_with_all_that_is_attached(outputs: dict[str, Path]) -> None:
    sets = access("staging", environment().zone, outputs["staging"]).permission_sets

    assert sets["ReadOnly"].managed_policies == ("arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",)
    assert sets["ReadOnly"].boundary == "arn:aws:iam::aws:policy/ReadOnlyAccess"
    assert sets["ReadOnly"].session == "PT8H"
    assert sets["AWSSecurityAuditors"].inline_policy is None
    approver = sets["BreakGlassApprover"].inline_policy
    assert approver is not None
    assert approver["Statement"][1]["Resource"][0] == "arn:aws:identitystore:::group/group-AWSBreakGlass"


@pytest.mark.parametrize(
    ("key", "what"),
    [
        ("principal_id", "the group of an assignment cannot be read from what was synthesized"),
        ("permission_set_arn", "the permission set of an assignment cannot be read from what was synthesized"),
        ("target_id", "the account of an assignment cannot be read from what was synthesized"),
    ],
)
def test_what_cannot_be_followed_is_told(outputs: dict[str, Path], tmp_path: Path, key: str, what: str) -> None:
    shutil.copytree(outputs["staging"], tmp_path / "cdktf.out")
    path = tmp_path / "cdktf.out" / "stacks" / "staging-identity-fraud" / "cdk.tf.json"
    spoiled = json.loads(path.read_text())
    next(iter(spoiled["resource"]["aws_ssoadmin_account_assignment"].values()))[key] = "${local.lost}"
    path.write_text(json.dumps(spoiled))

    with pytest.raises(LandingZoneError) as refused:
        read_access(tmp_path / "cdktf.out", "staging", {"222222222222": "management"})
    assert refused.value.what == what
    assert str(refused.value.got).startswith("${local.lost} in staging-identity-fraud:aws_ssoadmin_account_assignment.")


class TestLines:
    def test_have_the_accounts_of_one_set_in_the_order_given(self) -> None:
        assert [(one.group, one.permission_set, one.accounts) for one in lines(ENTRIES, ["one", "two"])] == [
            ("A", "Other", ("one",)),
            ("A", "Set", ("one", "two")),
            ("B", "Set", ("two",)),
        ]

    def test_say_everywhere_in_words(self) -> None:
        (_, both, one) = lines(ENTRIES, ["one", "two"])
        assert both.where(["two", "one"]) == "every account but management (2)"
        assert one.where(["two", "one"]) == "two"


class TestOnly:
    def test_leaves_a_group_an_account_or_both(self) -> None:
        assert only(ENTRIES, group="A", account=None) == ENTRIES[1:]
        assert only(ENTRIES, group=None, account="two") == ENTRIES[:2]
        assert only(ENTRIES, group="A", account="two") == [ENTRIES[1]]

    def test_tells_a_group_that_nobody_has_with_the_one_that_was_meant(self) -> None:
        with pytest.raises(LandingZoneError) as refused:
            only([Entry("fraud-TeamLead", "Set", "one")], group="fraud-TeamLeads", account=None)
        assert str(refused.value) == (
            "no group of that name has access\n"
            "  got: fraud-TeamLeads\n"
            "  why: known are fraud-TeamLead\n"
            "  fix: did you mean fraud-TeamLead?"
        )
