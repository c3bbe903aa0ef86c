from __future__ import annotations

import json
import re
from pathlib import Path

from modules.workspaces.account_kinds import by_kind
from modules.workspaces.synthesis import synthesize
from tests.support.environments import document, environment, environment_with

MARK = re.compile("[\ue000-\uf8ff]")


class TestKinds:
    def test_are_few_however_many_accounts_there_are(self) -> None:
        """What differs: blueprints, of the network's alone five; the role that runs there, and how it is vended."""
        assert len(by_kind(environment("production"))) <= 10

    def test_hold_every_account_once(self) -> None:
        staging = environment("staging")
        grouped = [account.key for accounts in by_kind(staging).values() for account in accounts]
        assert sorted(grouped) == sorted(account.key for account in staging.zone.roster)


class TestWorkspaces:
    def test_leave_no_place_without_its_value(self, outputs: dict[str, Path]) -> None:
        for output in outputs.values():
            for path in output.rglob("*.json"):
                assert not MARK.search(path.read_text()), path

    def test_of_accounts_that_exist_already_wait_for_nothing(self, tmp_path: Path) -> None:
        teams = {
            "fraud": {
                "lead": {"name": "Ada Example", "email": "ada@acme.example"},
                "cost_center": "1",
                "stages": ["dev", "prod"],
                "account_ids": {"prod": "333333333333"},
            }
        }
        synthesize([environment_with("staging", teams=teams, network=None)], tmp_path)
        known = document(tmp_path, "staging-account-fraud-prod")
        manifest = json.loads((tmp_path / "manifest.json").read_text())["stacks"]

        assert known["provider"]["aws"][0]["allowed_account_ids"] == ["333333333333"]
        assert "data" not in known
        assert manifest["staging-account-fraud-prod"]["dependencies"] == []
        assert manifest["staging-account-fraud-dev"]["dependencies"] == ["staging-accounts"]
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
