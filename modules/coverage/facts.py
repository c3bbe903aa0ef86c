"""What the proof needs to know of an environment beside its Terraform, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from modules.coverage.spec import Accounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Who is who, where security services run, and which checks are waived by the environment itself."""

    environment: str
    accounts: tuple[str, ...]
    """Keys of all accounts, the management account among them."""
    functions: Mapping[Accounts, str]
    """The key of the management, security tooling and log archive account."""
    home: str
    """The home region."""
    regions: Mapping[str, tuple[str, ...]]
    """By the key of each service below `security`: where it runs; nothing where it does not."""
    governed: tuple[str, ...]
    """All regions of the organization."""
    off: Mapping[str, str] = field(default_factory=dict)
    """By the key of each service that does not run: why."""
    waived: Mapping[str, str] = field(default_factory=dict)
    """Checks that the environment waives, by id, with the reason."""

    def asked_accounts(self, accounts: Accounts) -> tuple[str, ...]:
        """Return the keys of the accounts that are meant."""
        if accounts in self.functions:
            return (self.functions[accounts],)
        without = self.functions[Accounts.SECURITY_TOOLING] if accounts is Accounts.OTHERS else None
        return tuple(account for account in self.accounts if account != without)
