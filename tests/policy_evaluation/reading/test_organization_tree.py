"""The organization's tree, and which unit each account is in, from what was synthesized."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID, read_tree
from modules.policy_evaluation.reading.placement import placements
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import read_synthesized
from tests.policy_evaluation.small_organization import (
    PLACED,
    RCP,
    SCP,
    accounts_document,
    deny,
    organization_document,
    policy,
    synthesized,
)
from tests.support.environments import environment

LEAVING = (SCP, policy(deny("NoLeaving", "organizations:LeaveOrganization")))
VPC_ONLY = (SCP, policy(deny("VpcOnly", "sagemaker:CreateTrainingJob", {"Null": {"sagemaker:VpcSubnets": "true"}})))


def sids(levels: Any) -> list[tuple[str, list[str]]]:
    return [("/".join(at), [one["Sid"] for policy in policies for one in policy.statements]) for at, policies in levels]


class TestTree:
    def test_leads_from_the_root_down_to_a_unit(self) -> None:
        tree = read_tree(synthesized(organization_document({"Root": [LEAVING], "Workloads/Production": [VPC_ONLY]})))

        assert sids(tree.along(("Workloads", "Production"), SCP)) == [
            ("", ["NoLeaving"]),
            ("Workloads", []),
            ("Workloads/Production", ["VpcOnly"]),
        ]
        assert sids(tree.along(("Sandbox",), SCP)) == [("", ["NoLeaving"]), ("Sandbox", [])]

    def test_keeps_kinds_apart(self) -> None:
        tls = (RCP, policy(deny("TlsOnly", "s3:*", Principal="*")))
        tree = read_tree(synthesized(organization_document({"Root": [LEAVING, tls]})))

        assert sids(tree.along((), RCP)) == [("", ["TlsOnly"])]
        assert [at for at, _ in tree.of_kinds(SCP)] == [()]

    def test_knows_a_policy_that_is_attached_nowhere(self) -> None:
        written = organization_document({"Root": [LEAVING]})
        written["resource"]["aws_organizations_policy_attachment"] = {}

        tree = read_tree(synthesized(written))

        assert [one.name for one in tree.unattached] == ["Root 1"]
        assert not list(tree.of_kinds(SCP))

    def test_puts_a_value_in_the_place_of_the_organization_s_id_and_leaves_iam_s_variables(self) -> None:
        condition = {"StringNotEquals": {"aws:ResourceOrgID": ["o-" + "0" * 32, "${aws:PrincipalOrgID}"]}}
        written = organization_document({"Root": [(SCP, policy(deny("Perimeter", "s3:*", condition)))]})
        (content,) = (one["content"] for one in written["resource"]["aws_organizations_policy"].values())
        assert "${aws_organizations_organization.organization.id}" in content
        assert "$${aws:PrincipalOrgID}" in content

        ((_, read),) = read_tree(synthesized(written)).of_kinds(SCP)

        values = read.statements[0]["Condition"]["StringNotEquals"]["aws:ResourceOrgID"]
        assert values == [ORGANIZATION_ID, "${aws:PrincipalOrgID}"]

    def test_refuses_a_value_that_is_known_at_apply_only(self) -> None:
        written = organization_document({"Root": [LEAVING]})
        (one,) = written["resource"]["aws_organizations_policy"].values()
        one["content"] = one["content"].replace('"*"', '"${aws_kms_key.logs.arn}"')

        with pytest.raises(LandingZoneError) as refused:
            read_tree(synthesized(written))
        assert str(refused.value) == (
            "a synthesized policy refers to something that has no stand-in\n"
            "  got: demo-organization:aws_kms_key.logs in "
            "demo-organization:aws_organizations_policy.units_Root_0A_SERVICE_CONTROL_POLICY_1\n"
            "  why: what it becomes is known only at apply, and a policy is proved with the values that it will have\n"
            "  fix: write a value that is known at synthesis, or give it a stand-in in modules/policy_evaluation"
        )

    def test_refuses_an_attachment_that_it_cannot_follow(self) -> None:
        written = organization_document({"Root": [LEAVING]})
        (one,) = written["resource"]["aws_organizations_policy_attachment"].values()
        one["target_id"] = "ou-1234-12345678"

        with pytest.raises(LandingZoneError) as refused:
            read_tree(synthesized(written))
        assert refused.value.what == "a synthesized resource does not say plainly what it refers to"
        assert "ou-1234-12345678" in str(refused.value.got)


def placed(organization: dict[str, Any], accounts: dict[str, Any]) -> dict[str, str]:
    everything = synthesized(organization, accounts=accounts)
    return {key: "/".join(path) for key, path in placements(everything, read_tree(everything)).items()}


class TestPlacements:
    def test_are_read_for_both_ways_of_vending(self) -> None:
        assert placed(organization_document({}), accounts_document()) == PLACED

    @pytest.mark.parametrize("name", ["production", "staging"])
    def test_of_real_environments_are_what_they_say(self, outputs: dict[str, Path], name: str) -> None:
        everything = read_synthesized(outputs[name], name)

        found = placements(everything, read_tree(everything))

        assert found == {account.key: account.unit for account in environment(name).zone.roster if account.vended}

    def test_at_the_root_are_at_the_root(self) -> None:
        accounts = accounts_document()
        account = {"parent_id": "${data.aws_organizations_organization.own.roots[0].id}"}
        accounts["resource"]["aws_organizations_account"]["accounts_log-archive_1A"] = account

        assert placed(organization_document({}), accounts)["log-archive"] == ""

    def test_that_lead_nowhere_are_refused(self) -> None:
        accounts = json.loads(json.dumps(accounts_document()).replace("outputs.output_units_Security", "outputs.gone"))
        with pytest.raises(LandingZoneError) as refused:
            placed(organization_document({}), accounts)
        assert refused.value.what == "the unit of an account cannot be read from what was synthesized"
        assert "for the account log-archive" in str(refused.value.got)

    @pytest.mark.parametrize("key", ["log-archive", "sandbox-ada"])
    def test_of_an_account_whose_key_nobody_tells_are_refused(self, key: str) -> None:
        accounts = accounts_document()
        del accounts["output"]["account_ids"]["value"][key]

        with pytest.raises(LandingZoneError) as refused:
            placed(organization_document({}), accounts)
        assert refused.value.what == "an account is vended whose key no workspace tells"
        assert f"accounts_{key}_" in str(refused.value.got)
