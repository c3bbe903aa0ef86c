"""AWS Account Management."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import Clients, Values


def _regions(_clients: Clients, values: Values) -> list[str]:
    """Name the Region in its account, or in the one that asks. Terraform itself finds out whether it is on."""
    account = f"{values['account_id']}," if "account_id" in values else ""
    return [f"{account}{values['region_name']}"]


FINDERS = {"aws_account_region": _regions}
