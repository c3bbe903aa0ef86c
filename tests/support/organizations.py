"""Organizations that nobody here would set up, and that AWS takes: in the shapes of those that live."""

from __future__ import annotations

import json
from typing import Any

from modules import environment
from modules.landing_zone import LandingZone

NAME = "staging"
"""The environment whose organization, contacts and guardrails they have."""

STAGES = {"dev": {}, "preproduction": {"production": False}, "live": {"production": True}}


def _zone(
    *, without: tuple[str, ...] = (), units: dict[str, Any], organization: Any = (), **sections: Any
) -> LandingZone:
    """Return staging without its teams and what goes with them, with other units and sections."""
    said = environment.load(NAME).model_dump(mode="json", exclude_defaults=True)
    for section in ("teams", "stages", "data", "observability", "pipelines", "catalog", "active_directory", *without):
        said.pop(section)
    said["organization"] |= {"units": units, **dict(organization)}
    said["identity"] = {"source": "external"}
    return environment.consistent(LandingZone.model_validate_json(json.dumps({**said, **sections})))


def business_units(*, network: bool) -> LandingZone:
    """Return an organization whose units are called as nothing else here is, with and without a network.

    Two units have one name, the management account is in a unit, two accounts are in the root, and one that exists has
    a name and an address that none is created with.
    """
    units = {
        "Core": {"units": {"Security & Audit": {}, "Default": {}}},
        "BU 1 (Retail)": {"units": {"Prod": {"guardrails": ["sagemaker-instance-types-production"]}, "Non.Prod": {}}},
        "BU 2": {"units": {"Prod": {}, "prod": {}}},
        "Default": {"guardrails": ["bedrock-no-provisioned-throughput"]},
    }
    workload = {"function": "workload", "owner": "portal@acme.example"}
    security = {"function": "log-archive", "also": ["security-tooling"], "unit": "Core/Security & Audit"}
    old = {"id": "333333333331", "name": "R&D, Portal (old) für alle", "email": "Portal.Owner@Acme.example"}
    accounts = {
        "Log_Archive": {**security, "owner": "security"},
        "1st-portal": {**workload, **old, "stage": "live", "unit": "BU 1 (Retail)/Prod"},
        "portal_pre": {**workload, "stage": "preproduction", "unit": "BU 1 (Retail)/Non.Prod"},
        "legacy": {**workload, "unit": "Root", "id": "333333333332"},
        "lobby": {**workload, "unit": "Root"},
        "one": {**workload, "unit": "Default"},
        "two": {**workload, "unit": "Core/Default"},
    }
    if network:
        shared = ["shared-services", "devops"]
        accounts["hub"] = {"function": "network", "also": shared, "unit": "Root", "owner": "network-team"}
    management = {"id": "222222222222", "email": "Aws@Acme.example", "owner": "cloud-platform", "unit": "Core"}
    return _zone(
        without=() if network else ("network",),
        units=units,
        organization={
            "management_account": {**management, "name": "ACME, Inc. (payer)"},
            "foundational_units": {"Security": "Core/Security & Audit", "Workloads": "BU 1 (Retail)"},
        },
        stages=STAGES,
        accounts=accounts,
    )


def a_unit_for_each_application(*, units: int = 147, accounts: int = 384) -> LandingZone:
    """Return an organization of plain workloads: seven business units, and below them a unit for each application."""
    names = [(f"BU {number % 7}", f"App {number}") for number in range(units - 9)]
    tree: dict[str, Any] = {f"BU {number}": {"units": {}} for number in range(7)}
    for business_unit, application in names:
        tree[business_unit]["units"][application] = {}
    platform = {
        "log-archive": {"function": "log-archive", "also": "security-tooling", "unit": "Security", "owner": "security"},
        "network": {"function": "network", "unit": "Infrastructure", "owner": "network-team"},
    }
    workloads = {}
    for number in range(accounts - len(platform) - 1):
        stage = list(STAGES)[number // len(names) % 3]
        index = number % len(names)
        unit = "/".join(names[index])
        workloads[f"app-{index}-{stage}"] = {
            "function": "workload",
            "stage": stage,
            "unit": unit,
            "owner": "apps",
        }
    connectivity = {
        "workload": {"to": "corporate", "segment": "production", "vpc_prefix": 24},
        "workload/dev": {"to": "internet"},
    }
    hub = {"range": "10.128.0.0/14", "zone_ids": ["euw1-az1", "euw1-az2"]}
    return _zone(
        units={"Security": {}, "Infrastructure": {}, **tree},
        stages=STAGES,
        accounts={**platform, **workloads},
        network={"hubs": {"eu-west-1": hub}, "connectivity": connectivity, "attachment_workspaces": 8},
    )


def many_assignments(*, workloads: int = 46, groups: int = 9) -> LandingZone:
    """Return an organization with groups of its own only: each of them has access to every workload, in every stage."""
    platform = {
        "log-archive": {"function": "log-archive", "also": "security-tooling", "unit": "Security", "owner": "security"},
        "network": {"function": "network", "unit": "Infrastructure", "owner": "network-team"},
    }
    accounts = {
        f"app-{number}": {"function": "workload", "stage": list(STAGES)[number % 3], "unit": "Apps", "owner": "apps"}
        for number in range(workloads)
    }
    access: list[dict[str, Any]] = [{"permission_set": "ReadOnly", "accounts": list(accounts)}]
    own = {f"Readers{number}": {"description": "Readers.", "access": access} for number in range(groups)}
    everything = [{"permission_set": "SecurityAudit", "everywhere": True}]
    own["Auditors"] = {"description": "Auditors.", "access": everything}
    return _zone(
        units={"Security": {}, "Infrastructure": {}, "Apps": {}},
        stages=STAGES,
        accounts={**platform, **accounts},
        network={"hubs": {"eu-west-1": {"range": "10.128.0.0/14", "zone_ids": ["euw1-az1", "euw1-az2"]}}},
        identity={"source": "external", "groups": own, "without_groups": "all"},
    )
