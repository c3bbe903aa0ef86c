"""Custom fields of a request: what customizations read of an account, and what gives it back to an environment.

AFT puts each into a parameter of the account (AWS Control Tower User Guide, Account request for AFT). What is no text
or empty is refused there; so `-` stands for what an account does not have, and every account has the same fields.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from modules.accounts.roster import Account
from modules.specification.errors import LandingZoneError

ABSENT = "-"
"""What stands for an empty value."""

LONGEST_VALUE = 4096
"""Characters of a parameter's value (AWS Systems Manager API Reference, PutParameter, standard tier)."""

_NAME = re.compile(r"(?!aws|ssm)[A-Za-z0-9_.-]+", re.IGNORECASE)


def custom_fields(account: Account, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the custom fields of an account, by name; none is empty.

    Args:
        account: The account.
        fields: What its customizations read.

    Raises:
        LandingZoneError: a parameter cannot be called so, or hold as much, or one name has two meanings.

    """
    described = _described(account)
    if twice := sorted(name for name in fields.keys() & described.keys() if fields[name] != described[name]):
        raise _refusal("one custom field must have one meaning", account, twice[0], "customizations read another value")
    found = {name: value or ABSENT for name, value in sorted({**described, **fields}.items())}
    for name, value in found.items():
        if not _NAME.fullmatch(name):
            raise _refusal("a custom field must be called as a parameter may be", account, name, "Systems Manager")
        if ABSENT in (described.get(name), fields.get(name)):
            raise _refusal(
                "a custom field must not be what stands for none", account, name, f"{ABSENT} stands for none"
            )
        if "{{" in value:
            why = "Systems Manager takes no value with {{, which it reads as another parameter"
            raise _refusal("a custom field must be a value that a parameter may have", account, name, why)
        if len(value) > LONGEST_VALUE:
            raise _refusal("a custom field is too long", account, name, f"a parameter holds {LONGEST_VALUE} characters")
    return found


def _described(account: Account) -> dict[str, str]:
    """Return what the environment says of an account beside its request; empty where it says nothing."""
    function, *also = account.functions
    vpc = account.vpc.model_dump(mode="json", exclude_defaults=True) if account.vpc else None
    return {
        "key": account.key,
        "function": function.value,
        "also": ",".join(also),
        "unit": "/".join(account.unit),
        "owner": account.owner,
        "cost-center": account.cost_center,
        "domain": account.domain or "",
        "team": account.team or "",
        "lead-name": account.lead_name or "",
        "lead-email": account.lead_email or "",
        "studio-users": _as_json(dict(account.studio_users)),
        "stage": account.stage or "",
        "stage-kind": account.stage_kind or "",
        "connectivity": account.connectivity or "",
        "segment": account.segment or "",
        "vpc-prefix": _number(account.vpc_prefix),
        "vpc": _as_json(vpc or {}),
        "monthly-budget-usd": _number(account.monthly_budget_usd),
        "expires": account.expires.isoformat() if account.expires else "",
        "guardrails": ",".join(account.guardrails),
        "deploys-for": ",".join(account.deploys_for),
        "suspension": account.suspension or "",
    }


def _as_json(value: Mapping[str, object]) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":")) if value else ""


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _refusal(what: str, account: Account, name: str, why: str) -> LandingZoneError:
    return LandingZoneError(
        what,
        got=f"{name} of the account {account.key}",
        why=f"AFT makes a parameter of each custom field; {why}",
        fix="write something else or shorter in the environment; a name is a mistake of this library",
    )
