"""The budget of one account."""

from __future__ import annotations

from collections.abc import Sequence

from constructs import Construct

from modules.cost.budget import Budget

NAME = "landing-zone-account"
"""The budget's name, which an account has once. What it is about is the account's own bill."""


class AccountBudget(Budget):
    """Write to people before an account costs more in a month than it may, and when it does.

    The budget is in the account itself, which sees its own bill: one account more changes no other's workspace.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        monthly_usd: What the account may cost in a month, in US dollars.
        emails: Who is told, one to ten addresses.

    """

    def __init__(self, scope: Construct, id_: str, *, monthly_usd: str, emails: Sequence[str]) -> None:
        super().__init__(scope, id_, name=NAME, monthly_usd=monthly_usd, emails=emails, topic_arn=None, filters={})
