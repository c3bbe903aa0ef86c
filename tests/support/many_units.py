"""An environment with a unit for each application: as many organizational units and accounts as one wishes."""

from __future__ import annotations

import json
from typing import Any

from modules.environment import Environment
from modules.landing_zone import LandingZone
from tests.support.environments import environment

NAME = "staging"


def many_units(units: int, accounts: int, **network: Any) -> Environment:
    """Return staging with as many units and accounts, whose further ones are data lakes below Workloads.

    Who has access to them is not looked at: more than a workspace takes, and nothing to the network.

    Args:
        units: How many organizational units; staging has eight of them.
        accounts: How many accounts, the management account included.
        network: What else is said of the network.

    """
    said = environment(NAME).zone.model_dump(mode="json", exclude_defaults=True)
    tree = said["organization"]["units"]
    own = len(list(environment(NAME).zone.organization.unit_paths()))
    names = [f"App-{number:03d}" for number in range(units - own)]
    tree["Workloads"]["units"] |= {name: {} for name in names}
    more = accounts - len(environment(NAME).zone.roster)
    lakes = {
        f"data-lake-{number:04d}": {
            "function": "data-lake",
            "domain": f"domain-{number:04d}",
            "unit": f"Workloads/{names[number % len(names)]}",
            "owner": "data-platform",
        }
        for number in range(more)
    }
    said["accounts"] |= lakes
    (hub,) = said["network"]["hubs"].values()
    hub["range"] = "10.128.0.0/10"
    said["network"] |= {"attachment_workspaces": 8, **network}
    return Environment(NAME, LandingZone.model_validate_json(json.dumps(said)))
