"""Requests that were there before the export wrote any: the same account is asked for once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from modules.exports.aft.repositories import REQUESTS
from modules.exports.aft.requests import AccountRequest
from modules.specification.errors import LandingZoneError

_COMMENT = re.compile(r"^\s*(#|//).*$", re.MULTILINE)
_MODULE = re.compile(r'^\s*module\s+"([^"]+)"', re.MULTILINE)


def refuse_earlier(to: Path, requests: Iterable[AccountRequest], known: Collection[str]) -> None:
    """Refuse files that ask for an account which is asked for by the export.

    Args:
        to: The folder of the repositories.
        requests: The requests that are exported.
        known: The paths of what the last export wrote.

    Raises:
        LandingZoneError: another file has a module call of the same name, or the same address.

    """
    accounts = [*requests]
    for path in sorted((to / REQUESTS / "terraform").glob("*.tf")):
        if path.relative_to(to).as_posix() in known:
            continue
        text = _COMMENT.sub("", path.read_text(encoding="utf-8", errors="replace"))
        names, lowered = {*_MODULE.findall(text)}, text.lower()
        twice = [
            each.account.key for each in accounts if each.name in names or f'"{each.account.email.lower()}"' in lowered
        ]
        if twice:
            raise LandingZoneError(
                "an account must not be asked for twice",
                got=f"{path}: {', '.join(twice)}",
                why="Terraform takes one module call of each name, and AFT one request for each address",
                fix="remove the request from this file, in the commit that adds the exported one, and export again",
            )
