"""What may not change of an account that AFT has made, and how an account is given up."""

from __future__ import annotations

from collections.abc import Collection

from modules.accounts.spec import Suspension
from modules.exports.aft.records import Lock, LockedAccount, Manifest
from modules.exports.aft.requests import AccountRequest
from modules.specification.errors import LandingZoneError


def refuse_changes(lock: Lock, requests: Collection[AccountRequest]) -> None:
    """Refuse to ask for an account again with something else than a new unit.

    Raises:
        LandingZoneError: the first account with such a change.

    """
    keys = {request.account.email.lower(): request.account.key for request in requests}
    for request in requests:
        key = request.account.key
        known = lock.accounts.get(key)
        changed = [name for name, value in request.immutable.items() if known and known.immutable.get(name) != value]
        if known and changed:
            got = ", ".join(f"{name} {known.immutable.get(name)}, now {request.immutable[name]}" for name in changed)
            raise _immutable(key, got)
        if known and known.name not in {"", request.name}:
            raise _renamed(key, known.name, request.name)
    for key, known in lock.accounts.items():
        other = keys.get(known.immutable["AccountEmail"].lower(), key)
        if other != key:
            raise LandingZoneError(
                "an account that AFT has must keep its key",
                got=f"{known.immutable['AccountEmail']} was {key}, and is {other} now",
                why="the request of one is removed and that of the other added in an order that nothing decides, and "
                "AFT may end up with none",
                fix=f"call it {key} again",
            )


def refuse_sudden_ends(lock: Lock, requests: Collection[AccountRequest]) -> None:
    """Refuse to remove the request of an account that still has resources, or to leave them in it.

    Raises:
        LandingZoneError: the first such account.

    """
    suspensions = {request.account.key: request.account.suspension for request in requests}
    for key, known in lock.accounts.items():
        is_moved = suspensions.get(key) is Suspension.MOVED
        if (key not in suspensions or is_moved) and not known.suspension:
            raise _not_emptied(key, is_moved=is_moved)


def locked(requests: Collection[AccountRequest]) -> dict[str, LockedAccount]:
    """Return what is noted of each account that there is a request for, by key."""
    return {
        request.account.key: LockedAccount(
            request.immutable, request.customizations, request.account.suspension or "", request.name
        )
        for request in requests
    }


def lasting_tags(manifest: Manifest, requests: Collection[AccountRequest]) -> dict[str, dict[str, str]]:
    """Return the tags that each account has in Organizations, by key: AFT gives new ones, and takes none away."""
    return {request.account.key: {**manifest.tags.get(request.account.key, {}), **request.tags} for request in requests}


def _immutable(key: str, got: str) -> LandingZoneError:
    return LandingZoneError(
        "an account that AFT has must keep its address, its name and its user",
        got=f"{key}: {got}",
        why="AFT takes a new unit and nothing else; another address would be taken for another account",
        fix="take the change back; or change the name in Organizations and the user in Identity Center by hand, and "
        "then what landing-zone-aft.lock.json has of this account. A request that AFT never took is removed from the "
        "lock, and made again once what AFT has left of it is removed",
    )


def _renamed(key: str, before: str, now: str) -> LandingZoneError:
    return LandingZoneError(
        "a request that AFT has must keep its name",
        got=f"{key}: module.{before}, now module.{now}",
        why="Terraform takes the request away and makes it again, in an order that nothing decides, and AFT may end up "
        "with none",
        fix=f"write `vending: {{aft: {{request_names: {{{key}: {before}}}}}}}`"
        if before != key
        else f"take {key} out of `vending.aft.request_names`",
    )


def _not_emptied(key: str, *, is_moved: bool) -> LandingZoneError:
    now = "is moved" if is_moved else "has no request any more"
    return LandingZoneError(
        "an account must be emptied before it is given up",
        got=f"{key}, which {now} and was in use at the last export",
        why="AFT forgets an account whose request is gone, and leaves it with all that customizations made",
        fix="write `suspension: emptied` in the environment, export, and have AFT run its customizations; then "
        "`suspension: moved` or no entry at all, and export again",
    )
