"""Which extensions the emulator has. A new one is a file in `services/` and a line here."""

from __future__ import annotations

from modules.emulator.services import access_analyzer, ec2_account_defaults, iam_access_keys

_SERVICES = (access_analyzer, ec2_account_defaults, iam_access_keys)


def register() -> None:
    """Add every extension to moto. Call it once, before the first request is served."""
    for service in _SERVICES:
        service.register()
