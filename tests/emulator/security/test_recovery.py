"""Security services and the log archive, found again after their state was lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modules.runner.recovery.finders import cloudtrail, finders, iam, messages, security_services
from modules.runner.recovery.ownership import OURS_BY_PARENT, not_ours
from modules.runner.recovery.replacement import replacement_refusal
from modules.runner.terraform.run import PLAN_FILE
from modules.security.plan.services import trusted_services
from modules.security.spec.security import SecuritySpec
from tests.emulator.conftest import Client, PrepareTerraform
from tests.emulator.lost_state import lose_state
from tests.emulator.security.organization import new_organization
from tests.emulator.security.security_stack import PACK, TAGS, TEMPLATE, security_document

pytestmark = [pytest.mark.emulator, pytest.mark.terraform, pytest.mark.timeout(600)]

PACKS = "aws_config_organization_conformance_pack"
SEARCHED = (cloudtrail.FINDERS | iam.FINDERS | messages.FINDERS | security_services.FINDERS).keys() - {
    "aws_iam_openid_connect_provider"  # no security service has one
}
"""What is found by asking AWS. All else is found by what is planned."""


def test_security_services_are_found_again_as_ours_and_nothing_of_them_is_replaced(
    client: Client, terraform: PrepareTerraform, tmp_path: Path
) -> None:
    ours = new_organization(client)
    for principal in trusted_services(SecuritySpec()):
        client("organizations", ours.management).enable_aws_service_access(ServicePrincipal=principal)
    document = security_document(tmp_path / "synthesized", ours)
    packs = document["resource"].pop(PACKS)  # the provider waits for 30 seconds before it looks whether one is made
    written = tmp_path / "written" / "cdk.tf.json"
    written.parent.mkdir()
    written.write_text(json.dumps(document))
    prepared = terraform(ours.management, written)
    prepared.succeeds("apply", "-auto-approve")
    pack = {"OrganizationConformancePackName": PACK, "TemplateBody": TEMPLATE}
    client("config", ours.tooling).put_organization_conformance_pack(**pack)
    document["resource"][PACKS] = packs
    (prepared.folder / "cdk.tf.json").write_text(json.dumps(document))
    lost = lose_state(prepared, tmp_path)
    begun = {*lost.created, *(f"{PACKS}.{name}" for name in packs)}

    recovery = lost.recovered(*begun)
    plan = lost.workspace.shown(PLAN_FILE)

    found = {address.split(".")[0] for address in recovery.imported}
    assert recovery.error == ""
    assert {address for address in begun if address.split(".")[0] in finders()} == recovery.imported.keys()
    assert found >= {*SEARCHED, *(OURS_BY_PARENT.keys() & document["resource"].keys())}
    assert not_ours(plan, recovery.imported, dict.fromkeys(recovery.imported, TAGS)) == set()
    assert replacement_refusal(plan, recovery.imported, ()) == ""
