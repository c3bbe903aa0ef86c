"""What an export notes for the next one: what it wrote, and what may not change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from modules.exports.export_folder import inside
from modules.specification.errors import LandingZoneError

MANIFEST = "landing-zone-aft.json"
LOCK = "landing-zone-aft.lock.json"
_WRITER = "ml-landing-zone"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is delivered to an account: hashes."""

    blueprint: str
    """Of all that its customizations apply."""
    custom_fields: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the last export wrote."""

    environment: str
    files: Mapping[str, str] = field(default_factory=dict)
    """The hash of each file, by path."""
    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The modules that each folder of account customizations calls, by its name; those of all accounts without one."""
    accounts: Mapping[str, Delivery] = field(default_factory=dict)
    """By key."""
    to_invoke: tuple[str, ...] = ()
    """Accounts whose customizations are to run again, by key."""
    tags: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Every tag that an account was ever given, with its last value, by the account's key: AFT takes none away."""

    def text(self) -> str:
        """Return it as the file that it is."""
        return _text(asdict(self))

    @classmethod
    def read(cls, folder: Path, environment: str) -> Self:
        """Read it; an empty one, where nothing was exported to the folder.

        Raises:
            LandingZoneError: it is no manifest, or that of another environment.

        """
        content = _read(folder / MANIFEST, environment)
        try:
            return cls(
                environment,
                {inside(path): hash_ for path, hash_ in content.get("files", {}).items()},
                {name: tuple(calls) for name, calls in content.get("folders", {}).items()},
                {key: Delivery(**delivery) for key, delivery in content.get("accounts", {}).items()},
                tuple(content.get("to_invoke", ())),
                {key: dict(tags) for key, tags in content.get("tags", {}).items()},
            )
        except (TypeError, ValueError, AttributeError) as error:
            raise _unreadable(folder / MANIFEST, str(error)) from error


@dataclass(frozen=True, slots=True)
class LockedAccount:
    """What was asked for an account, and what holds for its next request."""

    immutable: Mapping[str, str]
    customizations: str
    """The folder of its account customizations; empty for none."""
    suspension: str
    """How far it was given up; empty where it is in use."""
    name: str = ""
    """The name of its request's module call; empty where an older export did not note it."""

    def __post_init__(self) -> None:
        """Refuse what no export wrote.

        Raises:
            TypeError: what Account Factory was asked for has no address.

        """
        if not isinstance(self.immutable, dict) or not isinstance(self.immutable.get("AccountEmail"), str):
            raise TypeError("an account without its address")


@dataclass(frozen=True, slots=True)
class Lock:
    """What may not change of accounts."""

    environment: str
    accounts: Mapping[str, LockedAccount] = field(default_factory=dict)
    """By key."""

    def text(self) -> str:
        """Return it as the file that it is."""
        return _text(asdict(self))

    @classmethod
    def read(cls, folder: Path, environment: str) -> Self:
        """Read it; an empty one, where nothing was exported to the folder.

        Raises:
            LandingZoneError: it is no lock, or that of another environment.

        """
        content = _read(folder / LOCK, environment)
        try:
            return cls(environment, {key: LockedAccount(**noted) for key, noted in content.get("accounts", {}).items()})
        except (TypeError, AttributeError) as error:
            raise _unreadable(folder / LOCK, str(error)) from error


def hash_of(text: str) -> str:
    """Return the hash of a file by its text."""
    return sha256(text.encode()).hexdigest()


def hashed(texts: Iterable[str]) -> str:
    """Return one hash of several texts."""
    return hash_of("".join(map(hash_of, texts)))


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps({"writer": _WRITER, **content}, indent=1, ensure_ascii=False) + "\n"


def refuse_half_of_them(folder: Path) -> None:
    """Refuse a folder that has one of the two records only.

    Raises:
        LandingZoneError: one of them is gone.

    """
    there = [name for name in (MANIFEST, LOCK) if (folder / name).exists()]
    if len(there) == 1:
        (missing,) = {MANIFEST, LOCK} - {*there}
        raise LandingZoneError(
            "the two records of an export must be there together",
            got=f"{folder} with {there[0]} and without {missing}",
            why="without one of them nobody knows what accounts were asked for, or what they would lose",
            fix=f"take {missing} from version control as it was, and export again",
        )


def _read(path: Path, environment: str) -> dict[str, Any]:
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise _unreadable(path, str(error)) from error
    if not isinstance(content, dict) or content.get("writer") != _WRITER:
        raise _unreadable(path, "no export wrote it")
    if content.get("environment") != environment:
        raise LandingZoneError(
            "a folder must have the export of one environment",
            got=f"{environment} to {path.parent}, which has {content.get('environment')}",
            why="repositories of AFT are those of one landing zone, and another's accounts would be given up",
            fix="export to a folder of its own",
        )
    return content


def _unreadable(path: Path, got: str) -> LandingZoneError:
    return LandingZoneError(
        f"{path.name} must be what the last export wrote",
        got=f"{path}: {got}",
        why="it tells what is ours from what others added, and what may not change",
        fix="take it from version control as it was, and export again",
    )
