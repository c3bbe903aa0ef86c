"""AWS CodeConnections under the name that it has now, which plain moto lacks.

Behaviour as under its first name; ARNs of its own (Developer Tools console User Guide, "Connections rename").
"""

from __future__ import annotations

from modules.emulator.services.codestarconnections import connections

SERVICE = connections("codeconnections")


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()
