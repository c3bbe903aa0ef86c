"""The notice that a sandbox ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from constructs import Construct

from modules.accounts.blueprints.expiry_notice import ExpiryNotice
from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.landing_zone.sandboxes import NOTICE_DAYS, notice_days, owner_email
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.base.template import marker
from modules.workspaces.base.variables import define_variables

_LAST_DAY, _OWNER_EMAIL = "last_day", "owner_email"
_DAYS = {f"{days}-days": f"day_{days}_before" for days in NOTICE_DAYS}
"""The variable of each day of notice, by what it is called in addresses."""

_MEANINGS = {
    ACCOUNT_ID: "The account",
    _LAST_DAY: "The last day of the sandbox, as YYYY-MM-DD",
    _OWNER_EMAIL: "The address of who answers for the sandbox",
    **dict.fromkeys(_DAYS.values(), "A day of notice, as day and month of a cron expression"),
}


@dataclass(frozen=True)
class ExpiryNoticeBlueprint:
    """Who is told before the last day of a sandbox."""

    region: str
    operations_email: str
    has_owner_email: bool
    """Whether the owner is written as an address, which is told too."""

    @property
    def name(self) -> str:
        """The module's name."""
        return "expiry-notice-to-owner" if self.has_owner_email else "expiry-notice"

    @property
    def variables(self) -> tuple[str, ...]:
        """The module's variables."""
        return tuple(name for name in _MEANINGS if name != _OWNER_EMAIL or self.has_owner_email)

    def define(self, scope: Construct) -> None:
        """Define the notice."""
        variables = define_variables(scope, {name: _MEANINGS[name] for name in self.variables})
        ExpiryNotice(
            scope,
            "expiry-notice",
            account_id=variables[ACCOUNT_ID],
            region=self.region,
            last_day=variables[_LAST_DAY],
            days={name: variables[variable] for name, variable in _DAYS.items()},
            emails=[self.operations_email, *([variables[_OWNER_EMAIL]] if self.has_owner_email else [])],
        )


@dataclass(frozen=True, slots=True)
class Expiry(Content):
    """The notice that a sandbox ends. A sandbox holds nothing else: no data, and nothing that leads to any."""

    has_owner_email: bool
    """Whether the owner is written as an address."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> Expiry | None:  # noqa: ARG003
        """Choose it for sandboxes with a last day."""
        return None if account.expires is None else cls(has_owner_email=owner_email(account) is not None)

    @staticmethod
    def values(zone: LandingZone, account: Account) -> Mapping[str, str]:  # noqa: ARG004
        """Return what the notice says, when, and to whom; empty texts where there is no last day."""
        days = notice_days(account.expires) if account.expires else ()
        written = [f"{day.day} {day.month}" for day in days] or ["" for _ in _DAYS]
        return {
            _LAST_DAY: account.expires.isoformat() if account.expires else "",
            _OWNER_EMAIL: owner_email(account) or "",
            **dict(zip(_DAYS.values(), written, strict=True)),
        }

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        zone = surroundings.zone
        region, operations = zone.organization.home_region, zone.baseline.contacts.operations.email
        notice = ExpiryNoticeBlueprint(region, operations, self.has_owner_email)
        own = {name: marker(name) for name in notice.variables if name != ACCOUNT_ID}
        surroundings.call("expiry-notice", notice, variables={**own, ACCOUNT_ID: surroundings.account_id})
