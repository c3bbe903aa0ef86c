"""Tags of AWS Backup's resources: moto reads an ARN from a path only where a slash follows it.

Behaviour from the AWS Backup API Reference, page "ListTags".
"""

from __future__ import annotations

from typing import Any

from moto.backup.models import backup_backends
from moto.backup.responses import BackupResponse

from modules.emulator.records import Call, Errors, Service


def register() -> None:
    """Replace moto's operation."""
    SERVICE.extend(BackupResponse, replacing=frozenset({"list_tags"}))


def _list(call: Call) -> dict[str, Any]:
    tags = backup_backends[call.account_id][call.region].list_tags(call.input["ResourceArn"].rstrip("/"))
    return {"Tags": tags}


SERVICE = Service(
    "backup",
    errors=Errors("InvalidParameterValueException", "ResourceNotFoundException", "AlreadyExistsException"),
    operations={"ListTags": _list},
)
