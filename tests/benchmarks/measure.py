"""Synthesize a generated environment in this process and print what it cost, as JSON.

Usage: python -m tests.benchmarks.measure {blueprints,baseline} ACCOUNTS FOLDER
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from modules.environment import Environment
from tests.benchmarks.memory import peak_mebibytes
from tests.support.environments import environment_with

STAGES = ("dev", "test", "prod")


def generated(accounts: int) -> Environment:
    """Staging with as many accounts as asked for: teams of up to three stages."""
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
    return environment_with("staging", teams=teams, network=network)


def with_blueprints(environment: Environment, output: Path) -> None:
    """As the project does it: blueprints once, a thin workspace for each account."""
    from modules.workspaces.writing.synthesis import synthesize  # noqa: PLC0415 - its import is not measured

    synthesize([environment], output)


def baseline(environment: Environment, output: Path) -> None:
    """The naive way: each account's stack holds the baseline's resources itself, region by region.

    Kinder to it than the real thing: nothing is checked for silent loss, and resources of the second region are not
    bound to its provider.
    """
    from cdktf import App  # noqa: PLC0415 - as above

    from modules.accounts.blueprints.account_baseline import AccountBaseline  # noqa: PLC0415
    from modules.accounts.blueprints.region_baseline import RegionBaseline  # noqa: PLC0415
    from modules.workspaces.base.providers import work_in  # noqa: PLC0415
    from modules.workspaces.foundation.accounts import AccountsWorkspace  # noqa: PLC0415
    from modules.workspaces.foundation.organization import OrganizationWorkspace  # noqa: PLC0415

    app = App(outdir=str(output), stack_traces=False)
    zone = environment.zone
    organization = OrganizationWorkspace(app, environment=environment)
    accounts = AccountsWorkspace(app, environment=environment, organization=organization.outputs)
    for account in zone.roster:
        stack = Workspace(app, f"account-{account.key}", environment=environment)
        account_id = account.known_id or accounts.outputs.account_id(stack, account.key)
        AccountBaseline(stack, "account", spec=zone.baseline)
        for region in zone.organization.regions:
            alias = None if region == zone.organization.home_region else region
            tags, role = environment.tags(account), zone.vending.role_name()
            work_in(stack, account_id=account_id, role_name=role, region=region, tags=tags, alias=alias)
            RegionBaseline(
                stack,
                f"region-{region}",
                spec=zone.baseline,
                has_analyzer=True,
                declared=zone.declared_for_all_accounts,
            )
    app.synth()


def main() -> None:
    """Measure one way at one size."""
    way, accounts, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    environment = generated(accounts)
    import modules.workspaces.writing.synthesis  # noqa: F401, PLC0415 - the bindings' seconds are the same for both

    work = {"blueprints": with_blueprints, "baseline": baseline}[way]
    started = time.perf_counter()
    work(environment, folder)
    seconds = time.perf_counter() - started
    print(  # noqa: T201 - the result
        json.dumps(
            {
                "accounts": len(environment.zone.roster),
                "seconds": seconds,
                "mebibytes": peak_mebibytes(),
            }
        )
    )


if __name__ == "__main__":
    main()
