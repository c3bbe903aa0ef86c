"""Every option of the specification is read by synthesis: one that nothing reads has no effect.

What reads it may still do nothing with it. Whether a value shows is asked of each option where that is cheap
(`tests/exports/aft/test_options.py`); here it is asked of all of them, in one synthesis.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from modules import environment as environments
from modules.accounts.aft.spec import AftSpec
from modules.deployment.spec import DeploymentSpec
from modules.environment import Environment
from modules.landing_zone import LandingZone
from modules.specification.model import Spec
from modules.workspaces.writing.synthesis import synthesize
from tests.organizations.test_organizations import ENVIRONMENTS
from tests.support.environments import environment, environment_with
from tests.support.options import options
from tests.support.reads import declarer, recorded_reads, unread

JUDGED_BY_CHECKS = {
    ("IdentitySpec", "accepted_administrators"): "administrators that a proof of access finds",
    ("NetworkSpec", "quotas"): "how much a network needs",
    ("VendingSpec", "blueprint"): "accounts that get a VPC from a blueprint, and so may have none here",
    ("IdentitySpec", "newer_managed_policies"): "names that are taken for AWS's",
    ("NetworkSpec", "existing"): "ranges that no other may overlap",
    ("NetworkSpec", "growth"): "accounts for which segments must have room",
    ("OrganizationSpec", "newer_regions"): "names that are taken for regions",
    ("IdentitySpec", "management_account_groups"): "groups that may reach the management account",
    ("RemovedSpec", "units"): "units that a deploy would not delete unasked",
}
"""Options that change nothing but what is refused, each with what it judges."""

READ_BY_OTHERS = {
    "AcceptedAdministratorSpec": "the proof of access, which accepts them",
    "SuppressedControlSpec": "whoever reads the YAML: who suppressed a control, and why",
    "WaivedCheckSpec": "the proof of coverage, which counts them as waived",
    "NetworkQuotasSpec": "the checks of how much a network needs",
}
"""Models whose fields are of no concern to synthesis, with who reads them."""

READ_BY_EXPORTS = {("HcpSpec", "audience"): "the roles that runs of HCP Terraform work as"}
"""Options that nothing which is synthesized says, each with what an export makes of it."""

OF_AFT = {(declarer(each.model, each.name), each.name) for each in options(AftSpec)}
"""What each of these changes is asked of the export."""

WORKFLOW = ".github/workflows/deploy.yaml"

MORE: dict[str, Any] = {
    "catalog": None,
    "deployment": {
        "backend": {"type": "cloud", "organization": "acme", "hostname": "tfe.acme.example", "project": "Landing Zone"}
    },
    "delivery": {"hcp": {}},
    "security": {"cost_alarm": {"monthly_usd": 500, "emails": ["finops@acme.example"]}},
}
"""Sections that no environment has."""

BOOTSTRAPPED = DeploymentSpec.model_validate_json(
    json.dumps(
        {
            "backend": {
                "type": "s3",
                "bucket": "acme-state",
                "region": "eu-west-1",
                "kms_key_id": "alias/acme-state",
                "use_lockfile": True,
            },
            "bootstrap": {
                "object_lock": {"mode": "GOVERNANCE", "days": 7},
                "access_log_bucket": "acme-access-logs",
                "access": {"administrators": ["AWSReservedSSO_AWSControlTowerAdmins_*"]},
            },
        }
    )
)

DELIVERED = {
    "github": {"repository": "acme/landing-zone", "owner_id": 1, "repository_id": 2, "workflow": WORKFLOW},
    "gitlab": {"project": "acme/landing-zone"},
    "codepipeline": {},
}

ENDPOINT = {"service_name": "com.amazonaws.vpce.{region}.vpce-svc-0123456789abcdef0"}


def _landing_zones() -> dict[str, LandingZone]:
    """Return landing zones that together say something with every option of a section."""
    others = environments.load_each(["adopted", "retail"], ENVIRONMENTS)
    written = environment().zone.model_dump(mode="json", exclude_defaults=True)
    network, identity = written["network"], written["identity"]
    endpoints = {**network["endpoints"], "described": {"feature-store": ENDPOINT}}
    sections = {
        "network": {**network, "endpoints": endpoints},
        "identity": {**identity, "permission_sets": {"ReadOnly": {"session_hours": 2}}},
    }
    more = environment_with(**MORE, **sections)
    others["retail"] = others["retail"].model_copy(update={"deployment": BOOTSTRAPPED})
    production = environment_with("production", delivery=DELIVERED)
    return {**others, "production": production.zone, "staging": more.zone}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """The fields that synthesis read, by the model that declares them."""
    zones = [Environment(name, unread(zone)) for name, zone in _landing_zones().items()]
    with recorded_reads() as fields:
        synthesize(zones, tmp_path_factory.mktemp("read") / "cdktf.out")
    return fields


def _excused(model: str, name: str) -> bool:
    return model in READ_BY_OTHERS or (model, name) in {*JUDGED_BY_CHECKS, *READ_BY_EXPORTS, *OF_AFT}


EVERY = {(declarer(each.model, each.name), each.name): each for each in options(LandingZone)}
WITH_A_CHOICE = {field for field, option in EVERY.items() if len(option.choices) != 1}
"""All but what only tells models apart."""


def test_every_option_is_read(read: set[tuple[str, str]]) -> None:
    assert sorted(field for field in WITH_A_CHOICE - read if not _excused(*field)) == []


def test_what_is_excused_is_there_and_not_read(read: set[tuple[str, str]]) -> None:
    """An excuse that is needed no more would hide the next option without effect."""
    of_others = {field for field in EVERY if field[0] in READ_BY_OTHERS}

    assert {*JUDGED_BY_CHECKS, *READ_BY_EXPORTS} | of_others <= EVERY.keys() - read
    assert {model for model, _ in of_others} == {*READ_BY_OTHERS}


class _Blind(Spec):
    listens: bool = False
    ignores: bool = False


def test_a_field_that_nobody_reads_is_noticed() -> None:
    spec = _Blind(listens=True)
    with recorded_reads() as fields:
        assert spec.listens

    assert fields == {("_Blind", "listens")}
    assert [option.path for option in options(_Blind) if ("_Blind", option.name) not in fields] == ["ignores"]
