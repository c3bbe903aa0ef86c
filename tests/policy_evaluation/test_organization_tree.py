"""The organization's tree, and which unit each account is in, from what was synthesized."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.policy_evaluation.organization_tree import ORGANIZATION_ID, document, read_tree
from modules.policy_evaluation.placement import placements
from modules.specification.errors import LandingZoneError
from tests.policy_evaluation.small_organization import (
    PLACED,
    RCP,
    SCP,
    accounts_document,
    deny,
    organization_document,
    policy,
)
from tests.support.environments import environment

LEAVING = (SCP, policy(deny("NoLeaving", "organizations:LeaveOrganization")))
VPC_ONLY = (SCP, policy(deny("VpcOnly", "sagemaker:CreateTrainingJob", {"Null": {"sagemaker:VpcSubnets": "true"}})))


def sids(levels: Any) -> list[tuple[str, list[str]]]:
    return [("/".join(at), [one["Sid"] for policy in policies for one in policy.statements]) for at, policies in levels]


class TestTree:
    def test_leads_from_the_root_down_to_a_unit(self) -> None:
        tree = read_tree(organization_document({"Root": [LEAVING], "Workloads/Production": [VPC_ONLY]}))

        assert sids(tree.along(("Workloads", "Production"), SCP)) == [
            ("", ["NoLeaving"]),
            ("Workloads", []),
            ("Workloads/Production", ["VpcOnly"]),
        ]
        assert sids(tree.along(("Sandbox",), SCP)) == [("", ["NoLeaving"]), ("Sandbox", [])]

    def test_keeps_kinds_apart(self) -> None:
        tls = (RCP, policy(deny("TlsOnly", "s3:*", Principal="*")))
        tree = read_tree(organization_document({"Root": [LEAVING, tls]}))

        assert sids(tree.along((), RCP)) == [("", ["TlsOnly"])]
        assert [at for at, _ in tree.of_kinds(SCP)] == [()]

    def test_knows_a_policy_that_is_attached_nowhere(self) -> None:
        written = organization_document({"Root": [LEAVING]})
        written["resource"]["aws_organizations_policy_attachment"] = {}

        tree = read_tree(written)

        assert [one.name for one in tree.unattached] == ["Root 1"]
        assert not list(tree.of_kinds(SCP))

    def test_puts_a_value_in_the_place_of_the_organization_s_id_and_leaves_iam_s_variables(self) -> None:
        condition = {"StringNotEquals": {"aws:ResourceOrgID": ["o-" + "0" * 32, "${aws:PrincipalOrgID}"]}}
        written = organization_document({"Root": [(SCP, policy(deny("Perimeter", "s3:*", condition)))]})
        (content,) = (one["content"] for one in written["resource"]["aws_organizations_policy"].values())
        assert "${aws_organizations_organization.organization.id}" in content
        assert "$${aws:PrincipalOrgID}" in content

        ((_, read),) = read_tree(written).of_kinds(SCP)

        values = read.statements[0]["Condition"]["StringNotEquals"]["aws:ResourceOrgID"]
        assert values == [ORGANIZATION_ID, "${aws:PrincipalOrgID}"]

    def test_refuses_a_value_that_is_known_at_apply_only(self) -> None:
        written = organization_document({"Root": [LEAVING]})
        (one,) = written["resource"]["aws_organizations_policy"].values()
        one["content"] = one["content"].replace('"*"', '"${aws_kms_key.logs.arn}"')

        with pytest.raises(LandingZoneError) as refused:
            read_tree(written)
        assert str(refused.value) == (
            "a synthesized policy refers to something that has no stand-in\n"
            "  got: ${aws_kms_key.logs.arn} in aws_organizations_policy.units_Root_0A_SERVICE_CONTROL_POLICY_1\n"
            "  why: what it becomes is known only at apply, and a policy is proved with the values that it will have\n"
            "  fix: write a value that is known at synthesis, or give it a stand-in in modules/policy_evaluation"
        )

    def test_refuses_an_attachment_that_it_cannot_follow(self) -> None:
        written = organization_document({"Root": [LEAVING]})
        (one,) = written["resource"]["aws_organizations_policy_attachment"].values()
        one["target_id"] = "ou-1234-12345678"

        with pytest.raises(LandingZoneError) as refused:
            read_tree(written)
        assert refused.value.what == "a synthesized resource does not say plainly what it refers to"
        assert "ou-1234-12345678" in str(refused.value.got)


class TestWorkspace:
    def test_that_is_not_there_is_asked_for(self, tmp_path: Path) -> None:
        with pytest.raises(LandingZoneError) as refused:
            document(tmp_path / "cdktf.out", "demo-organization")
        assert str(refused.value) == (
            "the workspace is not synthesized\n"
            "  got: no demo-organization in cdktf.out/stacks\n"
            "  why: policies are read as they were synthesized, not from the library\n"
            "  fix: run `python main.py synth` first"
        )


class TestPlacements:
    def test_are_read_for_both_ways_of_vending(self) -> None:
        organization = organization_document({})
        found = placements([accounts_document()], organization, read_tree(organization))
        assert {key: "/".join(path) for key, path in found.items()} == PLACED

    @pytest.mark.parametrize("name", ["production", "staging"])
    def test_of_real_environments_are_what_they_say(self, outputs: dict[str, Path], name: str) -> None:
        organization = document(outputs[name], f"{name}-organization")
        stacks = outputs[name] / "stacks"
        vending = [f"{name}-{one}" for one in ("control-tower", "accounts") if (stacks / f"{name}-{one}").is_dir()]

        found = placements([document(outputs[name], one) for one in vending], organization, read_tree(organization))

        assert found == {account.key: account.unit for account in environment(name).zone.roster if account.vended}

    def test_that_lead_nowhere_are_refused(self) -> None:
        organization = organization_document({})
        accounts = json.loads(json.dumps(accounts_document()).replace("outputs.output_units_Security", "outputs.gone"))
        with pytest.raises(LandingZoneError) as refused:
            placements([accounts], organization, read_tree(organization))
        assert refused.value.what == "the unit of an account cannot be read from what was synthesized"
        assert "for the account log-archive" in str(refused.value.got)
