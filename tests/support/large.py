"""Environments as large as one wishes: hundreds of teams, three regions, and everything that a network can have.

They pass every check of `validate`, as all that is made into a `LandingZone` does.
"""

from __future__ import annotations

import json
from typing import Any

from modules import environment
from modules.landing_zone import LandingZone

REGIONS = {"eu-west-1": "euw1", "us-east-1": "use1", "eu-central-1": "euc1"}
"""The regions of a large environment, and how ids of their zones begin."""

NAME = "production"
"""The environment that a large one is made of, and its name."""

_LEAD = {"name": "Ada Example", "email": "ada@acme.example"}


def large(accounts: int, *, attachment_workspaces: int = 4) -> LandingZone:
    """Return production with as many accounts: nine in ten are teams' three stages, the rest sandboxes and data lakes.

    Args:
        accounts: How many, the management account included; less than production's own are too few.
        attachment_workspaces: Over how many workspaces the attachments of a hub are spread.

    """
    said = environment.load(NAME).model_dump(mode="json", exclude_defaults=True)
    kept = {key: spec for key, spec in said["accounts"].items() if spec["function"] not in {"sandbox", "data-lake"}}
    own = {key: {name: value for name, value in spec.items() if name != "deploys_for"} for key, spec in kept.items()}
    left = accounts - len(own) - 1
    teams = (left - 4) * 3 // 10
    lakes = max(teams // 10, 2)  # two at least of every kind, so that one can send to another
    sections = {
        "organization": {**said["organization"], "regions": list(REGIONS)},
        "teams": {f"team-{number:04d}": {"lead": _LEAD, "cost_center": "1"} for number in range(teams)},
        "accounts": {**own, **_data_lakes(lakes), **_sandboxes(left - 3 * teams - lakes)},
        "network": {**said["network"], **_network(attachment_workspaces)},
        "data": {},
        "pipelines": {},
        "catalog": {},
        "active_directory": None,
    }
    return environment.consistent(LandingZone.model_validate_json(json.dumps({**said, **sections})))


def _network(attachment_workspaces: int) -> dict[str, Any]:
    """Return what differs from production's network: three hubs alike, each with its own links."""
    return {
        "hubs": {region: _hub(number, prefix) for number, (region, prefix) in enumerate(REGIONS.items())},
        "on_premises": {
            "ranges": ["172.20.0.0/14", "10.0.0.0/11"],
            "vpns": {
                region: {"hub": region, "address": f"203.0.113.{number}", "asn": 65010 + number}
                for number, region in enumerate(REGIONS, start=10)
            },
            "direct_connect": {"hubs": list(REGIONS)},
        },
        "existing": {},
        "reserved": {"appliances": "10.36.255.0/24"},
        "attachment_workspaces": attachment_workspaces,
    }


def _hub(number: int, prefix: str) -> dict[str, Any]:
    """Return a hub that every segment is served by, with room for a thousand accounts."""
    first = 32 * (number + 1)  # on-premises networks have the ranges before
    return {
        "range": f"10.{first}.0.0/11",
        "zone_ids": [f"{prefix}-az{zone}" for zone in (1, 2, 3)],
        "pools": {"data": f"10.{first + 4}.0.0/14"},
        "asn": 64512 + number,
    }


def _sandboxes(count: int) -> dict[str, dict[str, str]]:
    return {
        f"sandbox-{number:04d}": {"function": "sandbox", "unit": "Sandbox", "owner": f"owner-{number:04d}"}
        for number in range(count)
    }


def _data_lakes(count: int) -> dict[str, dict[str, str]]:
    return {
        f"data-lake-{number:04d}": {
            "function": "data-lake",
            "domain": f"domain-{number:04d}",
            "unit": "Workloads/DataLake",
            "owner": "data-platform",
        }
        for number in range(count)
    }
