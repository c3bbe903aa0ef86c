"""The lock of an environment: what every account was applied with, in a file that is committed.

So `validate` refuses what no deploy can change, without credentials and wherever the state is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from modules import environment
from modules.commands.console import out
from modules.consistency.applied_accounts import GUIDE, contradictions_with_applied
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError
from modules.specification.source_files import ACCOUNTS_LOCK, content
from modules.specification.yaml_rules import BrokenRuleError
from modules.synthesized.applied_accounts import AppliedAccounts, applied_accounts
from modules.whole_files import write_whole

_ACCOUNTS, _ENVIRONMENT = "accounts", "environment"


def lock_of(name: str, folder: Path | None = None) -> Path:
    """Return where the lock of an environment is, or would be; in `folder`, where environments are elsewhere."""
    return (folder or environment.ENVIRONMENTS) / name / ACCOUNTS_LOCK


def contradictions_with_lock(name: str, zone: LandingZone, folder: Path | None = None) -> Iterator[LandingZoneError]:
    """Give what is written of accounts otherwise than the lock of an environment has it.

    Args:
        name: The environment's name.
        zone: What it says.
        folder: Where environments are, if elsewhere.

    Raises:
        LandingZoneError: no deploy wrote the lock.

    """
    yield from contradictions_with_applied(zone, read_lock(name, folder))


def read_lock(name: str, folder: Path | None = None) -> AppliedAccounts:
    """Return what the lock says of every account, by key; nothing where there is none.

    Raises:
        LandingZoneError: no deploy wrote it.

    """
    path = lock_of(name, folder)
    if not (path.is_symlink() or path.exists()):
        return {}
    try:
        written = json.loads(content(path))
        accounts = applied_accounts(written.get(_ACCOUNTS) if isinstance(written, dict) else None)
    except BrokenRuleError as error:
        raise _not_written(path, f"{error.rule.what}, {error.got}") from error
    except (ValueError, RecursionError) as error:
        raise _not_written(path, "something else") from error
    if written.get(_ENVIRONMENT) != name:
        raise _not_written(path, f"the lock of {written.get(_ENVIRONMENT)}")
    return accounts


def write_lock(name: str, applied: AppliedAccounts) -> bool:
    """Write what every account was applied with, and return whether that was not in the lock before.

    Raises:
        OSError: it cannot be written.

    """
    accounts = {key: each.values() for key, each in sorted(applied.items()) if each.id}
    text = json.dumps({_ENVIRONMENT: name, _ACCOUNTS: accounts}, indent=1, ensure_ascii=False) + "\n"
    path = lock_of(name)
    if not path.is_symlink() and path.is_file() and path.read_bytes() == text.encode():
        return False
    write_whole(path, text)
    return True


def write_and_tell(name: str, applied: AppliedAccounts) -> bool:
    """Write the lock, and return whether that was news, or could not be done; either is told."""
    path = lock_of(name)
    shown = f"{path.parent.parent.name}/{name}/{path.name}"
    try:
        if not write_lock(name, applied):
            return False
        out.print(f"Written: {shown}, which says what accounts were applied with. Commit it.", markup=False)
    except OSError as error:
        out.print(f"{shown} could not be written: {error.strerror or error}", markup=False)
    return True


def _not_written(path: Path, got: str) -> LandingZoneError:
    return LandingZoneError(
        f"{path.name} must be what a deploy, or `lock`, wrote",
        got=f"{path.parent.name}/{path.name}: {got}",
        why="it tells what accounts were applied with, and what of that may not change",
        fix=f"take it from version control, or write it anew: python main.py lock {path.parent.name} ({GUIDE})",
    )
