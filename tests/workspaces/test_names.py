"""What users write, wherever it meets what the library writes itself: in texts, and in the names of constructs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with, smaller_staging


def section(name: str, environment_name: str = "staging") -> dict[str, Any]:
    said: dict[str, Any] = environment(environment_name).zone.model_dump(mode="json", exclude_defaults=True)[name]
    return said


class TestTexts:
    def test_come_out_as_they_were_written(self, tmp_path: Path) -> None:
        titles = {"billing": "placeholder-tag<x>", "operations": "{{regions}} {x}", "security": "placeholder-key-1"}
        baseline, organization = section("baseline"), section("organization")
        for kind, title in titles.items():
            baseline["contacts"][kind] |= {"title": title, "email": "joe+291@acme.example"}
        organization["management_account"]["name"] = "placeholder-id"
        backend = {"type": "s3", "bucket": "a-bucket", "region": "eu-west-1", "key_prefix": "placeholder-key-0"}
        deployment = {"backend": {**backend, "dynamodb_table": "placeholder-id"}}

        changed = smaller_staging(baseline=baseline, organization=organization, deployment=deployment)
        synthesize([changed], tmp_path)

        module = document(tmp_path, "staging-account-fraud-dev", "account-baseline")
        contacts = module["resource"]["aws_account_alternate_contact"].values()
        assert {one["alternate_contact_type"].lower(): one["title"] for one in contacts} == titles
        assert {one["email_address"] for one in contacts} == {"joe+291@acme.example"}
        workspace = document(tmp_path, "staging-account-management")
        assert workspace["provider"]["aws"][0]["default_tags"][0]["tags"]["Account"] == "placeholder-id"
        state = document(tmp_path, "staging-account-fraud-dev")["terraform"]["backend"]["s3"]
        assert state["dynamodb_table"] == "placeholder-id"
        assert state["key"] == "placeholder-key-0/staging/staging-account-fraud-dev.tfstate"

    def test_of_policies_do_not_become_the_organization_s_id(self, tmp_path: Path) -> None:
        pattern = f"o-{'0' * 32}"
        guardrails = {"protected_bucket_patterns": [pattern], "environments": ["production", "staging"]}
        synthesize([smaller_staging(guardrails=guardrails)], tmp_path)

        policies = document(tmp_path, "staging-organization")["resource"]["aws_organizations_policy"].values()
        assert any(f"arn:aws:s3:::{pattern}" in one["content"] for one in policies)
        assert any("${aws_organizations_organization.organization.id}" in one["content"] for one in policies)

    def test_of_two_approvers_whose_names_begin_alike_lead_to_their_own_ids(self, tmp_path: Path) -> None:
        long = "-".join(["approver"] * 6)
        users = {
            key: {"name": "A Person", "email": f"{number}@acme.example", "groups": ["AWSBreakGlassApprovers"]}
            for number, key in enumerate([long, f"{long}-too"])
        }
        synthesize([smaller_staging(identity={"users": users})], tmp_path)

        text = json.dumps(
            document(tmp_path, "staging-identity")["resource"]["aws_ssoadmin_permission_set_inline_policy"]
        )
        found = list(document(tmp_path, "staging-identity")["resource"]["aws_identitystore_user"])
        assert len(found) == 2
        assert all(f"identitystore:::user/${{aws_identitystore_user.{name}.user_id}}" in text for name in found)


class TestNamesOfConstructs:
    def test_of_units_are_apart_where_joined_paths_are_alike(self, tmp_path: Path) -> None:
        organization, accounts = section("organization"), section("accounts")
        organization["units"]["Workloads"]["units"]["ML-Live"] = {}
        organization["units"]["Workloads-ML"] = {"units": {"Live": {}}}
        lake = {"function": "data-lake", "owner": "data"}
        accounts["lake-a"] = {**lake, "domain": "a", "unit": "Workloads/ML-Live"}
        accounts["lake-b"] = {**lake, "domain": "b", "unit": "Workloads-ML/Live"}
        synthesize([smaller_staging(organization=organization, accounts=accounts)], tmp_path)

        shared = document(tmp_path, "staging-network-eu-west-1")["resource"]["aws_ram_principal_association"]
        assert {name.split("_")[2] for name in shared} >= {"Workloads-ML--Live", "Workloads--ML-Live"}

    @pytest.mark.parametrize(
        "segment", ["aws", "backend", "account-id", "accounts", "network-eu-west-1", "production-x"]
    )
    def test_of_segments_are_apart_from_what_a_workspace_has_itself(self, segment: str, tmp_path: Path) -> None:
        network = section("network")
        network["segments"] = {segment: {"talks_to": [segment]}}
        network["hubs"]["eu-west-1"]["pools"] = {segment: "10.128.128.0/18"}
        network["connectivity"] = {"team/test": {"to": "corporate", "segment": segment}}
        synthesize([smaller_staging(network=network)], tmp_path)

        attachments = document(tmp_path, "staging-network-eu-west-1-attachments")["resource"]
        associations = attachments["aws_ec2_transit_gateway_route_table_association"]
        assert [name for name in associations if name.startswith(f"{segment}_fraud-test_association_")]

    def test_of_accounts_of_account_factory_are_apart_from_those_of_their_ids(self, tmp_path: Path) -> None:
        accounts = section("accounts", "production")
        accounts["lab"] = accounts["lab-id"] = {"function": "sandbox", "unit": "Sandbox", "owner": "data"}
        synthesize([environment_with("production", accounts=accounts)], tmp_path)

        written = document(tmp_path, "production-accounts")
        names = {name.rpartition("_")[0] for name in written["resource"]["aws_servicecatalog_provisioned_product"]}
        assert {"accounts_lab", "accounts_lab-id"} <= names
        assert {"accounts_lab-id", "accounts_lab-id-id"} <= {name.rpartition("_")[0] for name in written["locals"]}
