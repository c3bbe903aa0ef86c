from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.conftest import Client
from tests.emulator.service_catalog_calls import (
    create_launchable,
    create_member,
    create_organization,
    create_portfolio,
    provision,
)

pytestmark = pytest.mark.emulator


def _share(catalog: Any, portfolio: str, unit: dict[str, Any], **more: Any) -> str:
    node = {"Type": "ORGANIZATIONAL_UNIT", "Value": unit["Arn"]}
    return str(
        catalog.create_portfolio_share(PortfolioId=portfolio, OrganizationNode=node, **more)["PortfolioShareToken"]
    )


def _wait(catalog: Any, token: str) -> list[str]:
    seen = [catalog.describe_portfolio_share_status(PortfolioShareToken=token)["Status"] for _ in range(2)]
    return list(map(str, seen))


def test_a_share_to_a_unit_reaches_the_accounts_in_it_and_below_and_no_other(client: Client) -> None:
    management = "362000000001"
    unit = create_organization(client, management)
    organizations = client("organizations", management)
    below = organizations.create_organizational_unit(ParentId=unit["Id"], Name="Fraud")["OrganizationalUnit"]["Id"]
    inside = create_member(client, management, "inside", unit["Id"])
    deeper = create_member(client, management, "deeper", below)
    outside = create_member(client, management, "outside")
    catalog = client("servicecatalog", management)
    catalog.enable_aws_organizations_access()
    portfolio, product, _ = create_launchable(client, management)

    token = _share(catalog, portfolio, unit)
    assert _wait(catalog, token) == ["IN_PROGRESS", "COMPLETED"]

    reached = {}
    for account in (inside, deeper, outside):
        listed = client("servicecatalog", account).list_accepted_portfolio_shares(
            PortfolioShareType="AWS_ORGANIZATIONS"
        )
        reached[account] = [one["Id"] for one in listed["PortfolioDetails"]]
    assert reached == {inside: [portfolio], deeper: [portfolio], outside: []}
    assert catalog.list_portfolio_access(PortfolioId=portfolio)["AccountIds"] == sorted([inside, deeper])
    stranger = client("servicecatalog", outside)
    with pytest.raises(stranger.exceptions.ResourceNotFoundException):
        stranger.describe_product(Id=product)


def test_one_share_operation_runs_at_a_time(client: Client) -> None:
    management = "362000000002"
    unit = create_organization(client, management)
    catalog = client("servicecatalog", management)
    catalog.enable_aws_organizations_access()
    first, second = (create_portfolio(client, management, name) for name in ("first", "second"))
    token = _share(catalog, first, unit)

    with pytest.raises(catalog.exceptions.InvalidStateException, match=f"{first} is in progress"):
        _share(catalog, second, unit)

    _wait(catalog, token)
    _share(catalog, second, unit)


def test_a_product_is_launched_where_it_is_shared_to_by_whom_the_patterns_let_in(client: Client) -> None:
    management = "362000000003"
    unit = create_organization(client, management)
    member = create_member(client, management, "member", unit["Id"])
    catalog, there = client("servicecatalog", management), client("servicecatalog", member)
    catalog.enable_aws_organizations_access()
    portfolio, product, artifact = create_launchable(client, management)
    _wait(catalog, _share(catalog, portfolio, unit, SharePrincipals=True))

    with pytest.raises(there.exceptions.ResourceNotFoundException, match="No launch paths found"):
        provision(there, product, artifact, Name="alarms")
    catalog.associate_principal_with_portfolio(
        PortfolioId=portfolio, PrincipalARN="arn:aws:iam:::role/analyst*", PrincipalType="IAM_PATTERN"
    )
    provision(there, product, artifact, Name="alarms")

    topics = client("sns", member).list_topics()["Topics"]
    assert [one["TopicArn"] for one in topics] == [f"arn:aws:sns:eu-west-1:{member}:alarms"]


def test_a_share_to_an_account_has_to_be_accepted_there(client: Client) -> None:
    owner, other = "362000000004", "362000000005"
    portfolio = create_portfolio(client, owner)
    there = client("servicecatalog", other)
    client("servicecatalog", owner).create_portfolio_share(PortfolioId=portfolio, AccountId=other)

    with pytest.raises(there.exceptions.ResourceNotFoundException):
        there.describe_portfolio(Id=portfolio)
    there.accept_portfolio_share(PortfolioId=portfolio)

    assert there.describe_portfolio(Id=portfolio)["PortfolioDetail"]["Id"] == portfolio


class TestWhoMayShareWithTheOrganization:
    def test_nobody_before_access_is_enabled(self, client: Client) -> None:
        management = "362000000006"
        unit = create_organization(client, management)
        catalog = client("servicecatalog", management)
        status = catalog.get_aws_organizations_access_status()["AccessStatus"]

        with pytest.raises(catalog.exceptions.OperationNotSupportedException, match="not enabled"):
            _share(catalog, create_portfolio(client, management), unit)
        assert status == "DISABLED"

    def test_a_delegated_administrator_and_no_other_member(self, client: Client) -> None:
        management = "362000000007"
        unit = create_organization(client, management)
        delegated, other = (create_member(client, management, name) for name in ("delegated", "other"))
        client("servicecatalog", management).enable_aws_organizations_access()
        client("organizations", management).register_delegated_administrator(
            AccountId=delegated, ServicePrincipal="servicecatalog.amazonaws.com"
        )
        refused = client("servicecatalog", other)

        _share(client("servicecatalog", delegated), create_portfolio(client, delegated), unit)
        with pytest.raises(refused.exceptions.OperationNotSupportedException, match="neither"):
            _share(refused, create_portfolio(client, other), unit)

    def test_with_a_unit_of_it_only(self, client: Client) -> None:
        create_organization(client, "362000000008")
        elsewhere = create_organization(client, "362000000009")
        catalog = client("servicecatalog", "362000000008")
        catalog.enable_aws_organizations_access()

        with pytest.raises(catalog.exceptions.ResourceNotFoundException, match="not in your organization"):
            _share(catalog, create_portfolio(client, "362000000008"), elsewhere)
