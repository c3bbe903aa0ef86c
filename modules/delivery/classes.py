"""Classes of accounts: what is planned and applied by roles of its own. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from modules.accounts.spec import Function


class AccountClass(StrEnum):
    """Accounts that are delivered to alike; each has a role that plans and one that applies."""

    MANAGEMENT = "management"
    """The management account."""
    SECURITY = "security"
    """The log archive and security tooling."""
    NETWORK = "network"
    """The network's account."""
    WORKLOADS = "workloads"
    """Every other account."""


class Phase(StrEnum):
    """What is done with a workspace."""

    PLAN = "plan"
    """It is read, and compared with what is wanted."""
    APPLY = "apply"
    """It is changed."""


_FUNCTIONS = {
    Function.MANAGEMENT: AccountClass.MANAGEMENT,
    Function.LOG_ARCHIVE: AccountClass.SECURITY,
    Function.SECURITY_TOOLING: AccountClass.SECURITY,
    Function.NETWORK: AccountClass.NETWORK,
}


def class_of(functions: Iterable[Function]) -> AccountClass:
    """Return the class of an account; of one with several functions, the class that comes first in the list."""
    classes = {_FUNCTIONS.get(function, AccountClass.WORKLOADS) for function in functions}
    return next(each for each in AccountClass if each in classes)


def role_name(phase: Phase, of: AccountClass) -> str:
    """Return the name of the role in the management account that plans or applies for a class of accounts."""
    return f"landing-zone-{phase}-{of}"
