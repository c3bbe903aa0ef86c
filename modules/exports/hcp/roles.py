"""The part of the root module that makes what runs work as in AWS, where HCP Terraform delivers without keys.

It is applied by hand, as the rest of the root module is: no run may change who may run.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from modules.environment import Environment
from modules.landing_zone.hcp_delivery import HcpAccount, HcpDelivery

STACK_SET = "landing-zone-hcp"
"""The name of the stack set, and of the stack in the management account, which no stack set reaches."""

_FILES = Path(__file__).parent / "files" / "roles"
_NOBODY = "nobody"
"""A subject that no token has: an account without subjects of its own trusts it."""


def roles_texts() -> dict[str, str]:
    """Return the files that are the same for every environment, by name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(_FILES.glob("*.tf"))}


def roles_data(environment: Environment, delivery: HcpDelivery) -> dict[str, Mapping[str, Any]]:
    """Return what they go by, by the name of the file: the templates, and who trusts which workspaces."""
    management, *others = delivery.accounts
    zone = environment.zone
    data = {
        "name": STACK_SET,
        "region": zone.organization.home_region,
        "execution_role": zone.vending.role_name(),
        "audience": delivery.runs.spec.audience,
        "management": {
            "key": management.account.key,
            "id": zone.organization.management_account.id,
            "parameters": delivery.parameters(management),
        },
        "accounts": {each.account.key: _account(delivery, each) for each in others},
        "workspaces": {
            workspace: {"account": each.account.key, **delivery.role_names(workspace, each)}
            for each in delivery.accounts
            for workspace in each.workspaces
        },
    }
    templates = {"roles-management.json": delivery.template(management)}
    if others:
        template = templates["roles-accounts.json"] = delivery.template(others[0])
        data["defaults"] = dict.fromkeys(template["Parameters"], _NOBODY)
    return {"roles.json": data, **templates}


def _account(delivery: HcpDelivery, each: HcpAccount) -> dict[str, Any]:
    account = each.account
    return {"id": account.known_id, "email": account.email, "parameters": delivery.parameters(each)}
