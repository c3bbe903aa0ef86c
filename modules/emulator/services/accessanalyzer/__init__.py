"""IAM Access Analyzer, which plain moto lacks: analyzers and their archive rules, without findings.

Behaviour from the IAM Access Analyzer API Reference, pages "CreateAnalyzer" and "CreateArchiveRule"; each part names
its own.
"""

from __future__ import annotations

from modules.emulator.records import Errors, Service
from modules.emulator.services.accessanalyzer import analyzers, archive_rules

SERVICE = Service(
    "accessanalyzer",
    errors=Errors("ValidationException", "ResourceNotFoundException", "ConflictException"),
    operations=analyzers.OPERATIONS | archive_rules.operations(analyzers.ANALYZER),
)


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()
