"""What an environment does without is found, with what is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modules.consistency.notices import notices
from modules.consistency.notices.notice import Notice
from modules.organization.guardrails import library
from tests.support.environments import environment, environment_with


def _without_guardrails() -> dict[str, object]:
    organization = environment("staging").zone.organization.model_dump(mode="json", exclude_defaults=True)
    organization.pop("guardrails")
    for unit in organization["units"].values():
        unit.pop("guardrails", None)
        for below in unit.get("units", {}).values():
            below.pop("guardrails", None)
    return organization


def test_an_environment_without_any_guardrail_is_told_what_it_lacks() -> None:
    zone = environment_with("staging", organization=_without_guardrails(), catalog=None).zone
    assert [notice.what for notice in notices(zone)] == ["no guardrail is bound"]


def test_an_environment_with_all_parts_has_no_notices() -> None:
    assert not list(notices(environment("production").zone))


@pytest.mark.parametrize(
    ("name", "trail", "owner"),
    [
        ("production", {"data_events": ["machine-learning"]}, "the trail is Control Tower's"),
        ("staging", {"enabled": False, "data_events": ["machine-learning"]}, "there is no trail here"),
    ],
)
def test_calls_on_data_that_nothing_records_are_told(name: str, trail: dict[str, object], owner: str) -> None:
    (notice,) = notices(environment_with(name, catalog=None, security={"trail": trail}).zone)

    assert notice.what == f"`security.trail.data_events` has no effect, since {owner}"


@pytest.mark.parametrize(
    ("name", "trail"),
    [
        ("production", {}),
        ("production", {"data_events": []}),
        ("staging", {"data_events": ["machine-learning"]}),
        ("staging", {"enabled": False}),
    ],
)
def test_calls_on_data_that_are_recorded_or_not_asked_for_are_not_told(name: str, trail: dict[str, object]) -> None:
    assert not list(notices(environment_with(name, catalog=None, security={"trail": trail}).zone))


def test_a_guardrail_without_scenarios_is_told_to_be_unproved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own_guardrails"
    (own / "no-buckets").mkdir(parents=True)
    document = {"Statement": {"Effect": "Deny", "Action": "s3:CreateBucket", "Resource": "*"}}
    (own / "no-buckets" / "policy.json").write_text(json.dumps(document))
    monkeypatch.setattr(library, "OWN", own)
    organization = environment("staging").zone.organization.model_dump(mode="json", exclude_defaults=True)
    organization["guardrails"].append("no-buckets")

    (notice,) = notices(environment_with("staging", organization=organization, catalog=None).zone)

    assert notice.what == "guardrails are bound without scenarios (no-buckets)"


def test_accounts_with_fewer_zones_than_a_product_takes_are_told() -> None:
    (notice,) = [each for each in notices(environment("staging").zone) if "Availability Zones" in each.what]

    assert notice.what == "accounts have fewer Availability Zones than analytics/redshift-serverless (3) takes"
    assert notice.lost == "a launch of it fails in fraud-dev, fraud-test, fraud-prod"


@pytest.mark.parametrize(
    "changed",
    [
        {"catalog": {"portfolios": {"analytics": {"products": ["athena-workgroup"]}}}},
        {"network": None, "catalog": {}},
    ],
    ids=str,
)
def test_zones_are_no_word_where_no_product_takes_more_or_no_network_is_made(changed: dict[str, object]) -> None:
    whats = [notice.what for notice in notices(environment_with("staging", **changed).zone)]

    assert [what for what in whats if "Availability Zones" in what] == []


def with_a_shared_vpc(*products: str) -> list[Notice]:
    """Return the notices of an environment whose accounts of development have the network account's VPC."""
    network = environment("staging").zone.network
    assert network is not None
    changed = {
        **network.model_dump(mode="json", exclude_defaults=True),
        "shared_vpcs": {"retail": {"hub": "eu-west-1", "segment": "pre-production", "units": ["Workloads"]}},
        "connectivity": {"team/dev": {"to": "shared"}},
    }
    published = {"portfolios": {"analytics": {"products": list(products)}}}
    found = notices(environment_with("staging", network=changed, catalog=published).zone)
    return [each for each in found if "another account's" in each.what]


def test_products_that_cannot_be_launched_in_a_vpc_that_is_shared_are_told() -> None:
    (notice,) = with_a_shared_vpc("emr-serverless", "athena-workgroup")

    assert notice.what == "the VPC of fraud-dev is another account's, which shares it"
    assert notice.lost == "a launch of analytics/emr-serverless fails there"


def test_products_without_a_vpc_are_launched_where_it_is_shared_as_well() -> None:
    assert with_a_shared_vpc("athena-workgroup") == []


@pytest.mark.parametrize(
    "changed",
    [
        {"catalog": {"portfolios": {"analytics": {"shared_with": ["Workloads/DataLake"]}}}},
        {"catalog": {"portfolios": {"analytics": {"shared_with": []}}}},
        {"catalog": {"portfolios": {"analytics": {"launched_by": ["PowerUserAccess"]}}}},
    ],
    ids=str,
)
def test_portfolios_of_which_nobody_launches_anything_are_told(changed: dict[str, object]) -> None:
    whats = [notice.what for notice in notices(environment_with("staging", **changed).zone)]

    assert [what for what in whats if what.startswith("nobody launches products of") and "analytics" in what]
