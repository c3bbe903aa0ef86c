"""Notices of functions and units that are recommended and left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from modules.accounts.spec import Function
from modules.consistency.notices.notice import Notice
from modules.landing_zone import LandingZone
from modules.organization.spec import FoundationalUnit

_FUNCTIONS: Mapping[Function, str] = {
    Function.LOG_ARCHIVE: "logs have no account of their own, where those whose deeds they record cannot change them",
    Function.SECURITY_TOOLING: "findings of all accounts come together nowhere but in the management account",
    Function.SHARED_SERVICES: "what everybody uses has no account, and lives with one of those who use it",
}
_FUNCTIONS_OF_TEAMS: Mapping[Function, str] = {
    Function.DATA_GOVERNANCE: "who may read which data is decided in the accounts that hold it",
    Function.DEVOPS: "pipelines run in the accounts that they deploy to, with the rights to change themselves",
    Function.ML_SHARED_SERVICES: "models and portfolios that teams share belong to one of the teams",
}
_UNITS: Mapping[FoundationalUnit, str] = {
    FoundationalUnit.SECURITY: "accounts with logs and security tooling have the guardrails of those that they watch",
    FoundationalUnit.INFRASTRUCTURE: "the network's account has the guardrails of those that it connects",
    FoundationalUnit.WORKLOADS: "guardrails for workloads are bound to each unit, and a new unit has none of them",
    FoundationalUnit.DEPLOYMENTS: "pipelines have the guardrails of what they deploy",
    FoundationalUnit.SANDBOX: "whoever tries something out does it under the guardrails of real work, or under none",
}


def recommended_functions_are_left_out(zone: LandingZone) -> Iterator[Notice]:
    """Tell of functions that the library recommends and no account has."""
    recommended = {**_FUNCTIONS, **(_FUNCTIONS_OF_TEAMS if zone.teams else {})}
    held = {function for account in zone.roster for function in account.functions}
    for function, lost in recommended.items():
        if function not in held:
            yield Notice(
                f"no account has the function {function}",
                lost=lost,
                fix="add an account with it, or say it with `also` of another foundational one",
            )


def there_is_no_network(zone: LandingZone) -> Iterator[Notice]:
    """Tell of an environment without a network."""
    if zone.network is None:
        yield Notice(
            "there is no network",
            lost="no account has a VPC of the landing zone, and who reaches whom is proved of nothing",
            fix="add `network` and an account with the function network (docs/how-to/plan-addresses.md)",
        )


def recommended_units_are_left_out(zone: LandingZone) -> Iterator[Notice]:
    """Tell of units that the library recommends and none stands for."""
    for unit, lost in _UNITS.items():
        if zone.organization.foundational_unit(unit) is None:
            yield Notice(
                f"no unit does what {unit} is recommended for",
                lost=lost,
                fix=f"add the unit, or say which one it is: `organization.foundational_units: {{{unit}: ...}}`",
            )
