from __future__ import annotations

import json
from pathlib import Path

import pytest

from modules.workspaces.account.account import AccountWorkspace
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.template import Template
from modules.workspaces.foundation.account_shapes import RepeatedRequests
from modules.workspaces.order import define_workspaces
from modules.workspaces.writing.documents import new_app
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with


class TestShapes:
    @pytest.mark.parametrize("name", ["production", "staging"])
    def test_are_few_however_many_accounts_there_are(self, name: str, tmp_path: Path) -> None:
        """Contents differ by function and stage; who works in Studio; who deploys models; whether lakes take jobs."""
        deployment = Deployment(environment(name), new_app(tmp_path))
        define_workspaces(deployment)
        of_accounts = [
            addition for addition in deployment.additions if isinstance(addition.constructed, AccountWorkspace)
        ]
        assert len(of_accounts) <= 18
        assert sum(len(addition.members) for addition in of_accounts) == len(deployment.environment.zone.roster)


class TestTheAccountsWorkspace:
    @pytest.mark.parametrize("name", ["production", "staging"])
    def test_says_of_every_account_what_it_would_if_each_were_constructed(
        self, name: str, outputs: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(
            "modules.workspaces.foundation.accounts.by_shape",
            lambda requests: [RepeatedRequests(number, [request]) for number, request in enumerate(requests)],
        )
        synthesize([environment(name)], tmp_path)
        assert document(tmp_path, f"{name}-accounts") == document(outputs[name], f"{name}-accounts")


class TestWorkspaces:
    def test_leave_no_marker(self, outputs: dict[str, Path]) -> None:
        for output in outputs.values():
            for path in output.rglob("*.json"):
                assert not Template(path.read_text()).names, path

    def test_of_accounts_that_exist_already_wait_for_no_account(self, tmp_path: Path) -> None:
        teams = {
            "fraud": {
                "lead": {"name": "Ada Example", "email": "ada@acme.example"},
                "cost_center": "1",
                "stages": ["dev", "prod"],
                "account_ids": {"prod": "333333333333"},
            }
        }
        accounts = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
        accounts["ml-platform"]["id"] = "444444444444"  # the account that parameters tell teams of
        apart = {"network": None, "security": None, "observability": None}
        synthesize([environment_with("staging", teams=teams, accounts=accounts, **apart)], tmp_path)
        known = document(tmp_path, "staging-account-fraud-prod")
        manifest = json.loads((tmp_path / "manifest.json").read_text())["stacks"]

        assert known["provider"]["aws"][0]["allowed_account_ids"] == ["333333333333"]
        assert "staging-accounts" not in json.dumps(known)
        # The clean-up role says which units it works in.
        assert manifest["staging-account-fraud-prod"]["dependencies"] == ["staging-organization"]
        assert manifest["staging-account-fraud-dev"]["dependencies"] == ["staging-accounts", "staging-organization"]
        accounts = document(tmp_path, "staging-accounts")
        assert "fraud-prod" not in {one["name"] for one in accounts["resource"]["aws_organizations_account"].values()}

    def test_of_one_kind_carry_their_own_tags(self, outputs: dict[str, Path]) -> None:
        owners = {}
        for team in ("fraud", "pricing"):
            provider = document(outputs["production"], f"production-account-{team}-dev")["provider"]["aws"][0]
            owners[team] = provider["default_tags"][0]["tags"]
        assert owners["fraud"]["Owner"] == "fraud"
        assert owners["pricing"]["CostCenter"] == "4712"
        assert owners["pricing"]["Team"] == "pricing"
