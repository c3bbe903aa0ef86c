"""Who administers what for the organization, as it is synthesized."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with

STACKSETS = "member.org.stacksets.cloudformation.amazonaws.com"
WRITTEN = {"backup.amazonaws.com": ["shared-services"], STACKSETS: ["shared-services", "fraud-dev"]}


@pytest.fixture(scope="module", params=["beside others", "alone"])
def synthesized(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("delegation") / "cdktf.out"
    organization = environment().zone.model_dump(mode="json", exclude_defaults=True)["organization"]
    sections: dict[str, Any] = {"organization": {**organization, "delegated_administrators": WRITTEN}}
    if request.param == "alone":
        sections |= {"network": None, "security": None}
    synthesize([environment_with(**sections)], output)
    return output


def registrations(output: Path) -> dict[str, Any]:
    resources = document(output, "staging-delegation")["resource"]["aws_organizations_delegated_administrator"]
    return {address: values for address, values in resources.items() if address.startswith("administrators")}


def test_every_account_is_registered_for_its_services(synthesized: Path) -> None:
    found = [(values["service_principal"], values["account_id"]) for values in registrations(synthesized).values()]

    assert sorted(principal for principal, _ in found) == ["backup.amazonaws.com", STACKSETS, STACKSETS]
    assert len(set(found)) == len(WRITTEN) + 1


def test_registrations_are_made_one_after_the_other(synthesized: Path) -> None:
    """Organizations refuses two at a time: none waits for what another waits for, and one at most for nothing."""
    found = {
        f"aws_organizations_delegated_administrator.{address}": values.get("depends_on", [])
        for address, values in registrations(synthesized).items()
    }
    waited_for = [address for addresses in found.values() for address in addresses]

    assert len(waited_for) == len(set(waited_for)) >= len(found) - 1
    assert len(set(found) & set(waited_for)) == len(found) - 1


def test_their_services_are_trusted(synthesized: Path) -> None:
    (organization,) = document(synthesized, "staging-organization")["resource"][
        "aws_organizations_organization"
    ].values()

    assert set(WRITTEN) <= set(organization["aws_service_access_principals"])


def test_accounts_may_share_before_features_are_shared(synthesized: Path) -> None:
    """Otherwise each team's account would get an invitation, which nobody accepts."""
    manifest = json.loads((synthesized / "manifest.json").read_text())

    assert "aws_ram_sharing_with_organization" in document(synthesized, "staging-delegation")["resource"]
    assert "staging-delegation" in manifest["stacks"]["staging-models-fraud"]["dependencies"]
