from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.accounts.control_tower_engine import ControlTowerEngine
from modules.accounts.organizations_engine import OrganizationsEngine
from modules.accounts.person_spec import PersonSpec
from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.accounts.vending import VendingRequest, product_name, turns
from modules.accounts.vending_spec import VendingEngine, VendingSpec
from tests.support.synthesis import synthesize_one

PLAIN = VendingSpec(engine=VendingEngine.ORGANIZATIONS)
FACTORY = VendingSpec(
    engine=VendingEngine.CONTROL_TOWER, access_user=PersonSpec(name="Cloud Platform Team", email="cloud@acme.example")
)


def request(
    key: str, function: Function = Function.SANDBOX, name: str | None = None, after: str | None = None
) -> VendingRequest:
    account = Account(
        key=key,
        name=name or key,
        email=f"aws+{key}@acme.example",
        functions=(function,),
        unit=("Workloads", "Production"),
        owner="somebody",
        cost_center="1",
        known_id=None,
        tags={},
        source=("accounts", key),
    )
    return VendingRequest(
        account=account,
        unit_id="ou-1234-12345678",
        tags={"Owner": "somebody"},
        product_name=product_name(account),
        after=after,
    )


REQUESTS = [request("network", Function.NETWORK, name="Network Hub")]


class TestOrganizationsEngine:
    @pytest.fixture
    def accounts(self, tmp_path: Path) -> dict[str, Any]:
        waits_for = turns([f"one-{number}" for number in range(12)])
        requests = [request(key, after=before) for key, before in waits_for.items()]
        document = synthesize_one(tmp_path, lambda s: OrganizationsEngine(s, "accounts", spec=PLAIN, requests=requests))
        return {account["name"]: account for account in document["resource"]["aws_organizations_account"].values()}

    def test_makes_an_account_in_its_unit_with_its_tags(self, accounts: dict[str, Any]) -> None:
        made = accounts["one-3"]
        assert made["email"] == "aws+one-3@acme.example"
        assert made["parent_id"] == "ou-1234-12345678"
        assert made["role_name"] == "OrganizationAccountAccessRole"
        assert made["tags"] == {"Owner": "somebody"}

    def test_destroys_and_closes_no_account(self, accounts: dict[str, Any]) -> None:
        for made in accounts.values():
            assert made["lifecycle"]["prevent_destroy"] is True
            assert made["close_on_deletion"] is False

    def test_creates_no_more_at_once_than_aws_allows(self, accounts: dict[str, Any]) -> None:
        waits = {name: made.get("depends_on", []) for name, made in accounts.items()}

        assert [name for name, awaited in waits.items() if not awaited] == [f"one-{number}" for number in range(5)]
        assert waits["one-11"][0].startswith("aws_organizations_account.accounts_one-6_")


class TestControlTowerEngine:
    @pytest.fixture
    def document(self, tmp_path: Path) -> dict[str, Any]:
        return synthesize_one(tmp_path, lambda s: ControlTowerEngine(s, "accounts", spec=FACTORY, requests=REQUESTS))

    def test_asks_account_factory_for_the_account(self, document: dict[str, Any]) -> None:
        (product,) = document["resource"]["aws_servicecatalog_provisioned_product"].values()

        assert product["name"] == "Network-Hub"
        assert product["product_name"] == "AWS Control Tower Account Factory"
        assert {one["key"]: one["value"] for one in product["provisioning_parameters"]} == {
            "AccountName": "Network Hub",
            "AccountEmail": "aws+network@acme.example",
            "ManagedOrganizationalUnit": "Production (ou-1234-12345678)",
            "SSOUserEmail": "cloud@acme.example",
            "SSOUserFirstName": "Cloud Platform",
            "SSOUserLastName": "Team",
        }

    def test_keeps_the_account_when_the_product_goes(self, document: dict[str, Any]) -> None:
        (product,) = document["resource"]["aws_servicecatalog_provisioned_product"].values()
        assert product["lifecycle"] == {"prevent_destroy": True}
        assert product["retain_physical_resources"] is True

    def test_reads_the_id_from_the_product_s_outputs(self, document: dict[str, Any]) -> None:
        (expression,) = document["locals"].values()
        (address,) = document["resource"]["aws_servicecatalog_provisioned_product"]
        assert expression == (
            f"${{one([for output in aws_servicecatalog_provisioned_product.{address}.outputs : output.value "
            'if output.key == "AccountId"])}'
        )


@pytest.mark.parametrize(
    ("spec", "role"),
    [
        (PLAIN, "OrganizationAccountAccessRole"),
        (FACTORY, "AWSControlTowerExecution"),
        (PLAIN.model_copy(update={"execution_role": "Deployer"}), "Deployer"),
    ],
)
def test_the_role_in_an_account_is_the_engine_s_unless_one_is_given(spec: VendingSpec, role: str) -> None:
    assert spec.role_name() == role
