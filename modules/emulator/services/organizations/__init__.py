"""AWS Organizations: what moto lacks of it. Each file names the pages that its behaviour is from."""

from __future__ import annotations

from modules.emulator.services.organizations import (
    account_addresses,
    concurrency,
    delegated_view,
    policy_types,
    preconditions,
    resource_policy,
    service_principals,
)


def register() -> None:
    """Add everything to moto's Organizations. The watch over concurrent changes comes last and sees all of it."""
    for part in (
        policy_types,
        service_principals,
        resource_policy,
        preconditions,
        account_addresses,
        delegated_view,
        concurrency,
    ):
        part.register()
