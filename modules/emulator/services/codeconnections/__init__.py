"""AWS CodeConnections under the name that it has now, which plain moto lacks.

Behaviour from the AWS CodeConnections API Reference, as under its first name.
"""

from __future__ import annotations

from modules.emulator.services.codestarconnections import connections

SERVICE = connections("codeconnections")


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()
