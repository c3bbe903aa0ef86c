"""Which mechanism enrols an account in each service: one that exists, one more, and the management account."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with

HOME, OTHER = "eu-west-1", "us-east-1"
LAKE = {"function": "data-lake", "domain": "policies", "unit": "Workloads/DataLake", "owner": "data-platform"}
NEW = "data-lake-policies"

Resources = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Staging with one account more."""
    accounts = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    folder = tmp_path_factory.mktemp("one-more") / "cdktf.out"
    synthesize([environment_with("staging", accounts={**accounts, NEW: LAKE})], folder)
    return folder


def resources(output: Path, workspace: str) -> Resources:
    found: Resources = document(output, f"staging-{workspace}")["resource"]
    return found


def bodies(output: Path, workspace: str, kind: str) -> list[dict[str, Any]]:
    return list(resources(output, workspace).get(kind, {}).values())


def of_account(output: Path, region: str, kind: str, key: str) -> list[dict[str, Any]]:
    """The resources of a kind that name an account, among the members of a region."""
    account_id = (
        "222222222222"
        if key == "management"
        else f'${{data.terraform_remote_state.accounts.outputs.account_ids["{key}"]}}'
    )
    found = bodies(output, f"security-{region}-members", kind)
    return [body for body in found if account_id in (body.get("account_id"), *body.get("account_ids", ()))]


def guardduty(output: Path, region: str, key: str) -> bool:
    configurations = bodies(output, f"security-{region}", "aws_guardduty_organization_configuration")
    features = bodies(output, f"security-{region}", "aws_guardduty_organization_configuration_feature")
    is_for_all = [body["auto_enable_organization_members"] for body in configurations] == ["ALL"]
    has_own = key != "management" or any(
        body["provider"].endswith(region if region != HOME else "aws")
        for body in bodies(output, "delegation", "aws_guardduty_detector")
    )
    return is_for_all and has_own and {body["auto_enable"] for body in features} == {"ALL"}


def security_hub(output: Path, _region: str, key: str) -> bool:
    home = f"security-{HOME}"
    targets = [body["target_id"] for body in bodies(output, home, "aws_securityhub_configuration_policy_association")]
    modes = [body["linking_mode"] for body in bodies(output, home, "aws_securityhub_finding_aggregator")]
    has_own = key != "management" or bool(bodies(output, "delegation", "aws_securityhub_account"))
    root = "outputs.cross-stack-output-aws_organizations_organizationorganizationroots0id}"
    return has_own and modes == ["ALL_REGIONS"] and any(target.endswith(root) for target in targets)


def macie(output: Path, region: str, key: str) -> bool:
    (later,) = bodies(output, f"security-{region}", "aws_macie2_organization_configuration")
    return later["auto_enable"] is True and len(of_account(output, region, "aws_macie2_member", key)) == 1


def inspector(output: Path, region: str, key: str) -> bool:
    (later,) = bodies(output, f"security-{region}", "aws_inspector2_organization_configuration")
    associated = of_account(output, region, "aws_inspector2_member_association", key)
    scanned = of_account(output, region, "aws_inspector2_enabler", key)
    return set(later["auto_enable"].values()) == {True} and len(associated) == len(scanned) == 1


def detective(output: Path, region: str, key: str) -> bool:
    (later,) = bodies(output, f"security-{region}", "aws_detective_organization_configuration")
    return later["auto_enable"] is True and len(of_account(output, region, "aws_detective_member", key)) == 1


def access_analyzer(output: Path, region: str, _key: str) -> bool:
    return "ORGANIZATION" in [
        body["type"] for body in bodies(output, f"security-{region}", "aws_accessanalyzer_analyzer")
    ]


def config(output: Path, region: str, key: str) -> bool:
    return f"config-recorder-{region}" in document(output, f"staging-account-{key}")["module"]


def trail(output: Path, _region: str, _key: str) -> bool:
    (body,) = bodies(output, "trail", "aws_cloudtrail")
    return body["is_organization_trail"] is body["is_multi_region_trail"] is True


def macie_results(output: Path, region: str, key: str) -> bool:
    return f"macie-export-{region}" in document(output, f"staging-account-{key}")["module"]


MECHANISMS: dict[str, Callable[[Path, str, str], bool]] = {
    "GuardDuty": guardduty,
    "Security Hub": security_hub,
    "Macie": macie,
    "results of Macie": macie_results,
    "Inspector": inspector,
    "Detective": detective,
    "Access Analyzer": access_analyzer,
    "Config": config,
    "trail": trail,
}


@pytest.mark.parametrize("region", [HOME, OTHER])
@pytest.mark.parametrize("key", [NEW, "fraud-prod", "management"])
@pytest.mark.parametrize("service", MECHANISMS)
def test_an_account_is_enrolled_in_every_service(output: Path, service: str, key: str, region: str) -> None:
    assert MECHANISMS[service](output, region, key)


def test_one_account_more_is_an_addition_to_the_members_and_nothing_else(
    output: Path, outputs: dict[str, Path]
) -> None:
    before = outputs["staging"]
    names = [folder.name for folder in (before / "stacks").iterdir()]
    security = [name.removeprefix("staging-") for name in names if "-security-" in name and "account" not in name]
    security += ["log-archive", "trail", "delegation", f"conformance-{HOME}", f"conformance-{OTHER}"]
    changed = {name for name in security if resources(before, name) != resources(output, name)}
    assert changed == {f"security-{HOME}-members", f"security-{OTHER}-members"}
    for name in changed:
        old, new = resources(before, name), resources(output, name)
        assert all(old[kind].items() <= new[kind].items() for kind in old)


def test_the_administrator_is_no_member_of_its_own(output: Path) -> None:
    for region in (HOME, OTHER):
        for kind in ("aws_macie2_member", "aws_inspector2_member_association", "aws_detective_member"):
            assert not of_account(output, region, kind, "security-tooling")
