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


def test_one_region_links_no_other(tmp_path: Path) -> None:
    section = {"security_hub": {"regions": ["eu-west-1"]}}
    synthesize([environment_with("staging", security=section)], tmp_path / "out")
    (aggregator,) = document(tmp_path / "out", "staging-security-eu-west-1")["resource"][
        "aws_securityhub_finding_aggregator"
    ].values()
    assert aggregator["linking_mode"] == "NO_REGIONS"


def test_registrations_come_one_after_the_other(outputs: dict[str, Path]) -> None:
    resources = document(outputs["staging"], "staging-delegation")["resource"]
    registered = {
        f"{kind}.{name}": body.get("depends_on", [])
        for kind, named in resources.items()
        for name, body in named.items()
        if "admin" in kind
    }
    first = [address for address, after in registered.items() if not after]
    waited_for = [address for after in registered.values() for address in after if address in registered]
    assert len(first) == 1
    assert sorted([*first, *registered]) == sorted([*registered, *first])
    assert sorted(waited_for) == sorted(set(waited_for))
    assert len(waited_for) == len(registered) - 1


def test_the_home_region_comes_first() -> None:
    assert regions_with_services(environment("staging").zone) == ("eu-west-1", "us-east-1")


def test_services_come_and_so_go_in_the_order_that_aws_takes(outputs: dict[str, Path]) -> None:
    manifest = json.loads((outputs["production"] / "manifest.json").read_text())["stacks"]
    for region in regions_with_services(environment("production").zone):
        way = (f"security-{region}-members", f"security-{region}", "delegation", "security-administrator")
        for later, earlier in itertools.pairwise(way):
            assert f"production-{earlier}" in manifest[f"production-{later}"]["dependencies"]


def test_the_management_account_turns_a_service_off_once_nobody_administers_it(outputs: dict[str, Path]) -> None:
    resources = document(outputs["staging"], "staging-delegation")["resource"]
    for service, own in (("guardduty", "aws_guardduty_detector"), ("securityhub", "aws_securityhub_account")):
        registrations = resources[f"aws_{service}_organization_admin_account"].values()
        waited_for = {address for body in registrations for address in body["depends_on"]}
        assert {f"{own}.{name}" for name in resources[own]} <= waited_for
        assert all([address for address in body["depends_on"] if address.startswith(own)] for body in registrations)
