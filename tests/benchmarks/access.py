"""Synthesize the access of a generated environment in this process and print what it cost, as JSON.

Usage: python -m tests.benchmarks.access {families,naive} ACCOUNTS FOLDER
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from cdktf import App

from modules.environment import Environment
from modules.identity.tenants import access_by_tenant
from modules.workspaces.access.identity import IdentityOutputs, IdentityWorkspace
from modules.workspaces.access.tenant import TenantWorkspace
from modules.workspaces.access.tenant_family import TenantWorkspaces
from modules.workspaces.access.tenant_shape import TenantShape
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.foundation.accounts import AccountsWorkspace
from modules.workspaces.foundation.organization import OrganizationWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.writing.documents import synthesize_app
from modules.workspaces.writing.workspace_files import written_workspaces
from tests.benchmarks.measure import generated


def families(environment: Environment, folder: Path) -> None:
    """Construct the workspaces of access, one of each shape, and put in the values of every tenant."""
    deployment = Deployment(environment, App(outdir=str(folder), stack_traces=False))
    accounts, identity = _before(deployment)
    divided = access_by_tenant(environment.zone.directory, environment.zone.identity)
    tenants = {tenant: share for tenant, share in divided.items() if tenant is not None}
    deployment.add_each(TenantWorkspaces(deployment=deployment, shares=tenants, accounts=accounts, identity=identity))
    written_workspaces(deployment, folder)


def naive(environment: Environment, folder: Path) -> None:
    """Construct the workspace of every tenant."""
    deployment = Deployment(environment, App(outdir=str(folder), stack_traces=False))
    accounts, identity = _before(deployment)
    for tenant, share in access_by_tenant(environment.zone.directory, environment.zone.identity).items():
        if tenant is not None:
            TenantWorkspace(deployment, tenant, shape=TenantShape.of(share), accounts=accounts, identity=identity)
    synthesize_app(deployment.app, folder)


def _before(deployment: Deployment) -> tuple[AccountsOutputs, IdentityOutputs]:
    zone = deployment.environment.zone
    organization = deployment.add(OrganizationWorkspace(deployment)).outputs
    accounts = deployment.add(AccountsWorkspace(deployment, organization=organization)).outputs
    share = access_by_tenant(zone.directory, zone.identity)[None]
    return accounts, deployment.add(IdentityWorkspace(deployment, accounts=accounts, share=share)).outputs


def main() -> None:
    """Measure one way at one size."""
    way, accounts, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True)
    environment = generated(accounts)
    started = time.perf_counter()
    {"families": families, "naive": naive}[way](environment, folder)
    seconds = time.perf_counter() - started
    assignments = len(environment.zone.directory.assignments)
    print(json.dumps({"teams": len(environment.zone.teams), "assignments": assignments, "seconds": seconds}))  # noqa: T201


if __name__ == "__main__":
    main()
