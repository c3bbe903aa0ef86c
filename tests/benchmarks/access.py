"""Synthesize the access of a generated environment in this process and print what it cost, as JSON.

Usage: python -m tests.benchmarks.access {kinds,naive} ACCOUNTS FOLDER
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from cdktf import App

from modules.identity.tenants import Share, shares
from modules.workspaces import tenant_kinds
from modules.workspaces.accounts import AccountsWorkspace
from modules.workspaces.identity import IdentityWorkspace
from modules.workspaces.identity_tenant import IdentityTenantWorkspace
from modules.workspaces.organization import OrganizationWorkspace
from modules.workspaces.synthesis import synthesized
from modules.workspaces.template import Template, place
from modules.workspaces.workspace import Environment
from tests.benchmarks.measure import generated


def construct(environment: Environment, folder: Path, kinds: dict[tenant_kinds.TenantKind, list[str]]) -> None:
    """Construct the workspaces of access, one of each kind, and put in the values of every tenant."""
    divided = shares(environment.zone.directory, environment.zone.identity)
    app = App(outdir=str(folder), stack_traces=False)
    accounts, identity = _before(app, environment, divided[None])
    for number, kind in enumerate(kinds):
        IdentityTenantWorkspace(
            app, environment=environment, number=number, kind=kind, accounts=accounts, identity=identity
        )
    documents = synthesized(app, folder)
    for number, tenants in enumerate(kinds.values()):
        representative = f"staging-identity-{place(tenant_kinds.tenant_of_kind(number))}"
        template = Template.of_json(documents[representative])
        for tenant in tenants:
            template.filled_in(tenant_kinds.values(number, tenant, divided[tenant]))


def naive(environment: Environment, folder: Path) -> None:
    """Construct the workspace of every tenant."""
    divided = shares(environment.zone.directory, environment.zone.identity)
    app = App(outdir=str(folder), stack_traces=False)
    accounts, identity = _before(app, environment, divided[None])
    for number, (tenant, share) in enumerate(divided.items()):
        if tenant is not None:
            kind = tenant_kinds.TenantKind.of(share)
            IdentityTenantWorkspace(
                app, environment=environment, number=number, kind=kind, accounts=accounts, identity=identity
            )
    synthesized(app, folder)


def _before(app: App, environment: Environment, share: Share) -> tuple[AccountsWorkspace, IdentityWorkspace]:
    organization = OrganizationWorkspace(app, environment=environment)
    accounts = AccountsWorkspace(app, environment=environment, organization=organization.outputs)
    return accounts, IdentityWorkspace(app, environment=environment, accounts=accounts, share=share)


def main() -> None:
    """Measure one way at one size."""
    way, accounts, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True)
    environment = generated(accounts)
    divided = shares(environment.zone.directory, environment.zone.identity)
    started = time.perf_counter()
    if way == "kinds":
        construct(environment, folder, tenant_kinds.by_kind(divided))
    else:
        naive(environment, folder)
    seconds = time.perf_counter() - started
    assignments = len(environment.zone.directory.assignments)
    print(json.dumps({"teams": len(environment.zone.teams), "assignments": assignments, "seconds": seconds}))  # noqa: T201


if __name__ == "__main__":
    main()
