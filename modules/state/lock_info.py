"""What stands in a lock, for whoever meets it: the members of Terraform's `statemgr.LockInfo`."""

from __future__ import annotations

import getpass
import json
import socket
from datetime import UTC, datetime

from modules.state.place import OPERATION


def lock_info(lock: str, path: str) -> bytes:
    """Return what a lock of a move says.

    Args:
        lock: The lock's id.
        path: Of the state, as the backend calls it.

    """
    return json.dumps(
        {
            "ID": lock,
            "Operation": OPERATION,
            "Info": "",
            "Who": f"{_user()}@{socket.gethostname()}",
            "Version": "",
            "Created": datetime.now(UTC).isoformat(),
            "Path": path,
        }
    ).encode()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a number without an entry, as in containers
        return "unknown"
