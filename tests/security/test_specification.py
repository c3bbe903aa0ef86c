"""What may be said of security services, and what is refused."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from modules.landing_zone.security import regions_with_services
from modules.security.plan.services import SERVICES, administrators, trusted_services
from modules.security.spec.detection import DetectiveSpec, GuardDutySpec
from modules.security.spec.security import SecuritySpec
from modules.specification.errors import LandingZoneError
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with

REGIONS = {"eu-west-1", "us-east-1"}

TYPES = (
    "aws_accessanalyzer_",
    "aws_config_",
    "aws_detective_",
    "aws_guardduty_",
    "aws_inspector2_",
    "aws_macie2_",
    "aws_securityhub_",
)
"""What the types of security services' resources begin with."""


def test_an_empty_section_turns_the_recommended_services_on() -> None:
    on = {key for key, service in SecuritySpec().services() if service.enabled}
    assert on == {"guardduty", "security_hub", "macie", "inspector", "detective", "access_analyzer", "config"}


def test_every_service_has_its_facts() -> None:
    assert [key for key, _ in SecuritySpec().services()] == list(SERVICES)


def test_a_service_that_is_off_is_not_trusted() -> None:
    spec = SecuritySpec(guardduty=GuardDutySpec(enabled=False))
    assert {"guardduty.amazonaws.com"} == {*trusted_services(SecuritySpec())} & {"guardduty.amazonaws.com"}
    assert not {"guardduty.amazonaws.com", "malware-protection.guardduty.amazonaws.com"} & {*trusted_services(spec)}


def test_whoever_is_registered_is_trusted() -> None:
    for spec in (SecuritySpec(), SecuritySpec(guardduty=GuardDutySpec(enabled=False))):
        assert {principal for principal, _ in administrators(spec)} <= {*trusted_services(spec)}


def test_security_lake_belongs_to_the_log_archive() -> None:
    assert {principal for principal, is_archive in administrators(SecuritySpec()) if is_archive} == {
        "securitylake.amazonaws.com"
    }


def test_a_service_does_not_run_where_aws_has_none() -> None:
    assert DetectiveSpec().runs_in("eu-west-1")
    assert not DetectiveSpec().runs_in("ca-west-1")


REFUSED: list[tuple[dict[str, Any], tuple[str | int, ...], str]] = [
    (
        {"security_hub": {"units": {"Nowhere": {}}}},
        ("security", "security_hub", "units", "Nowhere"),
        "the organizational unit does not exist",
    ),
    (
        {"guardduty": {"regions": ["eu-west-1", "eu-central-1"]}},
        ("security", "guardduty", "regions", 1),
        "a security service must run in regions of the organization only",
    ),
    (
        {"macie": {"regions": ["us-east-1"]}},
        ("security", "macie", "regions"),
        "a security service must run in the home region too",
    ),
    (
        {"log_archive": {"expire_after_days": 30}},
        ("security", "log_archive", "expire_after_days"),
        "logs must be kept as long as they are locked",
    ),
]


@pytest.mark.parametrize(("section", "path", "headline"), REFUSED)
def test_what_contradicts_the_environment_is_refused_where_it_is_written(
    section: dict[str, Any], path: tuple[str | int, ...], headline: str
) -> None:
    with pytest.raises(LandingZoneError) as refused:
        environment_with("staging", security=section)
    assert (refused.value.path, refused.value.what) == (path, headline)


@pytest.mark.parametrize("function", ["log-archive", "security-tooling"])
def test_the_accounts_that_services_need_must_be_there(function: str) -> None:
    accounts = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    del accounts[function]
    with pytest.raises(LandingZoneError, match=f"an account must have the function {function}"):
        environment_with("staging", accounts=accounts)


def test_without_the_section_there_is_nothing_of_it(tmp_path: Path) -> None:
    synthesize([environment_with("staging", security=None)], tmp_path / "out")
    names = {folder.name.removeprefix("staging-") for folder in (tmp_path / "out" / "stacks").iterdir()}
    assert not [name for name in names if name.startswith(("security-", "log-archive", "trail", "conformance"))]


def test_a_service_is_switched_off_for_all_or_in_a_region(tmp_path: Path) -> None:
    section = {"detective": {"enabled": False}, "inspector": {"regions": ["eu-west-1"]}}
    synthesize([environment_with("staging", security=section)], tmp_path / "out")
    home, other = (
        {kind for name in names for kind in document(tmp_path / "out", f"staging-{name}")["resource"]}
        for names in (
            ("security-eu-west-1", "security-eu-west-1-members"),
            ("security-us-east-1", "security-us-east-1-members"),
        )
    )
    assert not [kind for kind in home | other if kind.startswith("aws_detective")]
    assert "aws_inspector2_enabler" in home
    assert not [kind for kind in other if kind.startswith("aws_inspector2")]


@pytest.mark.parametrize(
    ("section", "linked"),
    [
        ({}, {"linking_mode": "ALL_REGIONS"}),
        ({"regions": ["eu-west-1"]}, {"linking_mode": "NO_REGIONS"}),
        (
            {"regions": ["us-east-1", "eu-west-1"]},
            {"linking_mode": "SPECIFIED_REGIONS", "specified_regions": ["us-east-1"]},
        ),
    ],
)
def test_security_hub_links_the_regions_that_it_is_to_run_in(
    tmp_path: Path, section: dict[str, Any], linked: dict[str, Any]
) -> None:
    organization = environment("staging").zone.organization.model_dump(mode="json", exclude_defaults=True)
    three = {**organization, "regions": ["eu-west-1", "us-east-1", "eu-central-1"]}
    synthesize([environment_with("staging", organization=three, security={"security_hub": section})], tmp_path / "out")
    (aggregator,) = document(tmp_path / "out", "staging-security-eu-west-1")["resource"][
        "aws_securityhub_finding_aggregator"
    ].values()
    assert {key: value for key, value in aggregator.items() if key in {"linking_mode", "specified_regions"}} == linked


def test_registrations_come_one_after_the_other(outputs: dict[str, Path]) -> None:
    resources = document(outputs["staging"], "staging-delegation")["resource"]
    registered = {
        f"{kind}.{name}": body.get("depends_on", [])
        for kind, named in resources.items()
        for name, body in named.items()
        if "admin" in kind or kind == "aws_servicecatalog_organizations_access"
    }
    first = [address for address, after in registered.items() if not after]
    waited_for = [address for after in registered.values() for address in after if address in registered]
    assert len(first) == 1
    assert sorted([*first, *registered]) == sorted([*registered, *first])
    assert sorted(waited_for) == sorted(set(waited_for))
    assert len(waited_for) == len(registered) - 1


def test_the_home_region_comes_first() -> None:
    assert regions_with_services(environment("staging").zone) == ("eu-west-1", "us-east-1")


def _conformance_packs(output: Path, region: str) -> set[str]:
    resources = document(output, f"staging-conformance-{region}").get("resource", {})
    return set(resources.get("aws_config_organization_conformance_pack", {}))


def _recorders(output: Path) -> set[str]:
    modules = document(output, "staging-account-fraud-dev")["module"]
    return {name.removeprefix("config-recorder-") for name in modules if name.startswith("config-recorder-")}


def test_accounts_are_held_to_rules_where_they_are_recorded_and_nowhere_else(tmp_path: Path) -> None:
    everywhere, at_home, nowhere = tmp_path / "everywhere", tmp_path / "home", tmp_path / "nowhere"
    synthesize([environment_with("staging", security={})], everywhere)
    synthesize([environment_with("staging", security={"config": {"regions": ["eu-west-1"]}})], at_home)
    synthesize([environment_with("staging", security={"config": {"enabled": False}})], nowhere)
    found = {
        output.name: (_recorders(output), {region for region in REGIONS if _conformance_packs(output, region)})
        for output in (everywhere, at_home, nowhere)
    }
    assert found == {
        "everywhere": (REGIONS, REGIONS),
        "home": ({"eu-west-1"}, {"eu-west-1"}),
        "nowhere": (set(), set()),
    }


def _types(output: Path, workspaces: str) -> set[str]:
    """Return the types of all resources of security services in some workspaces and their modules."""
    files = (output / "stacks").glob(f"{workspaces}/**/cdk.tf.json")
    found = {kind for file in files for kind in json.loads(file.read_text()).get("resource", {})}
    return {kind for kind in found if kind.startswith(TYPES)}


def test_of_services_that_are_off_nothing_is_made_anywhere(tmp_path: Path) -> None:
    off = {key: {"enabled": False} for key, service in SecuritySpec().services() if service.enabled}
    synthesize([environment_with("staging", security=off)], tmp_path / "out")
    own_analyzer = {"aws_accessanalyzer_analyzer"}  # of the baseline: each account looks after itself
    assert _types(tmp_path / "out", "staging-account-*") == own_analyzer
    assert _types(tmp_path / "out", "staging-*") == own_analyzer


def test_of_services_that_run_at_home_nothing_is_made_elsewhere(tmp_path: Path) -> None:
    at_home = {key: {"regions": ["eu-west-1"]} for key, service in SecuritySpec().services() if service.enabled}
    synthesize([environment_with("staging", security=at_home, observability=None)], tmp_path / "out")
    assert not list((tmp_path / "out" / "stacks").glob("staging-*-us-east-1*"))
    in_modules = {
        name for name in document(tmp_path / "out", "staging-account-fraud-dev")["module"] if name.endswith("us-east-1")
    }
    assert in_modules == {"region-baseline-us-east-1"}


def test_code_of_functions_is_scanned_where_inspector_takes_that(tmp_path: Path) -> None:
    organization = environment("staging").zone.organization.model_dump(mode="json", exclude_defaults=True)
    with_paris = {**organization, "regions": ["eu-west-1", "us-east-1", "eu-west-3"]}
    synthesize([environment_with("staging", organization=with_paris)], tmp_path / "out")
    scanned = {
        (region, tuple(enabler["resource_types"]))
        for region in ("eu-west-1", "eu-west-3")
        for workspace in (f"staging-security-{region}", f"staging-security-{region}-members")
        for enabler in document(tmp_path / "out", workspace)["resource"]["aws_inspector2_enabler"].values()
    }
    (later,) = document(tmp_path / "out", "staging-security-eu-west-3")["resource"][
        "aws_inspector2_organization_configuration"
    ].values()
    assert scanned == {
        ("eu-west-1", ("EC2", "ECR", "LAMBDA", "LAMBDA_CODE")),
        ("eu-west-3", ("EC2", "ECR", "LAMBDA")),
    }
    assert later["auto_enable"] == {"ec2": True, "ecr": True, "lambda": True, "lambda_code": False}


def test_services_come_and_so_go_in_the_order_that_aws_takes(outputs: dict[str, Path]) -> None:
    manifest = json.loads((outputs["production"] / "manifest.json").read_text())["stacks"]
    for region in regions_with_services(environment("production").zone):
        way = (f"security-{region}-members", f"security-{region}", "delegation", "security-administrator")
        for later, earlier in itertools.pairwise(way):
            assert f"production-{earlier}" in manifest[f"production-{later}"]["dependencies"]


def test_iam_is_recorded_elsewhere_where_the_home_region_cannot(tmp_path: Path) -> None:
    organization = environment("staging").zone.organization.model_dump(mode="json", exclude_defaults=True)
    zurich = {**organization, "home_region": "eu-central-2", "regions": ["eu-central-2", "eu-west-1"]}
    section = {
        **{key: {"enabled": False} for key in ("security_hub", "macie", "detective")},
        "guardduty": {"regions": ["eu-central-2"]},
    }
    synthesize([environment_with("staging", organization=zurich, network=None, security=section)], tmp_path / "out")
    modules = document(tmp_path / "out", "staging-account-fraud-dev")["module"]
    sources = {name: module["source"] for name, module in modules.items() if name.startswith("config-recorder-")}
    assert sources == {
        "config-recorder-eu-central-2": "./modules/config-recorder",
        "config-recorder-eu-west-1": "./modules/config-recorder-with-global-resources",
    }


def test_the_management_account_turns_a_service_off_once_nobody_administers_it(outputs: dict[str, Path]) -> None:
    resources = document(outputs["staging"], "staging-delegation")["resource"]
    for service, own in (("guardduty", "aws_guardduty_detector"), ("securityhub", "aws_securityhub_account")):
        registrations = resources[f"aws_{service}_organization_admin_account"].values()
        waited_for = {address for body in registrations for address in body["depends_on"]}
        assert {f"{own}.{name}" for name in resources[own]} <= waited_for
        assert all([address for address in body["depends_on"] if address.startswith(own)] for body in registrations)
