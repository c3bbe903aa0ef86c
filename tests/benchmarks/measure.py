"""Synthesize a generated environment in this process and print what it cost, as JSON.

Usage: python -m tests.benchmarks.measure {ours,naive,whole} ACCOUNTS FOLDER

`ours` and `naive` define the same; `whole` has the sections by choice too.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from modules.environment import Environment
from tests.benchmarks.memory import peak_mebibytes
from tests.support.environments import environment, environment_with

DOCUMENT = "cdk.tf.json"
STAGES = ("dev", "test", "prod")


BY_CHOICE = ("security", "cost", "data", "observability", "machine_learning", "pipelines", "catalog")


def generated(accounts: int, *, without: Sequence[str] = BY_CHOICE) -> Environment:
    """Staging without some sections, with as many accounts as asked for: teams of up to three stages."""
    written = 9  # staging's own accounts, the management account included
    teams = {}
    for first in range(0, max(accounts - written, 1), len(STAGES)):
        teams[f"team-{first:04d}"] = {
            "lead": {"name": "Ada Example", "email": "ada@acme.example"},
            "cost_center": "1",
            "stages": list(STAGES[: min(len(STAGES), accounts - written - first)]) or ["dev"],
        }
    # Large enough for a thousand accounts, whose attachments would be too many for one workspace.
    network = {
        "hubs": {"eu-west-1": {"range": "10.0.0.0/11", "zone_ids": ["euw1-az1", "euw1-az2", "euw1-az3"]}},
        "attachment_workspaces": 16,
        "inspection": {"mode": "none"},
        "endpoints": {"services": []},
    }
    accounts_of_staging = environment().zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    for key in ("expires", "monthly_budget_usd"):
        accounts_of_staging["sandbox-canary"].pop(key)
    left_out = dict.fromkeys(without)
    return environment_with("staging", teams=teams, accounts=accounts_of_staging, network=network, **left_out)


def resources(output: Path) -> Counter[str]:
    """Count the resources and data sources of all workspaces by type, those in the modules that they call included."""
    return sum((_resources(document.parent) for document in output.glob("stacks/*/cdk.tf.json")), Counter[str]())


def _resources(folder: Path) -> Counter[str]:
    document = json.loads((folder / DOCUMENT).read_bytes())
    counts = Counter({kind: len(named) for kind, named in document.get("resource", {}).items()})
    counts += Counter({f"data.{kind}": len(named) for kind, named in document.get("data", {}).items()})
    del counts["data.terraform_remote_state"]  # one for each workspace that is referred to, however the work is divided
    for call in document.get("module", {}).values():
        counts += _resources(folder / call["source"])
    return counts


def main() -> None:
    """Measure one way at one size."""
    way, accounts, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    environment = generated(accounts, without=() if way == "whole" else BY_CHOICE)
    # The bindings' seconds are the same for both.
    from modules.workspaces.writing.synthesis import synthesize  # noqa: PLC0415
    from tests.benchmarks.naive import synthesize_naively  # noqa: PLC0415

    started = time.perf_counter()
    if way == "naive":
        synthesize_naively(environment, folder)
    else:
        synthesize([environment], folder)
    measured = {"seconds": time.perf_counter() - started, "mebibytes": peak_mebibytes()}
    result = {"accounts": len(environment.zone.roster), "resources": resources(folder).total(), **measured}
    print(json.dumps(result))  # noqa: T201 - the result


if __name__ == "__main__":
    main()
