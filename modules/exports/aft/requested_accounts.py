"""Which accounts AFT is asked for, and what it is told of each."""

from __future__ import annotations

from collections.abc import Mapping

from modules.accounts.aft.spec import AftSpec
from modules.accounts.person_spec import PersonSpec
from modules.accounts.spec import Suspension
from modules.environment import Environment
from modules.exports.aft.custom_fields import custom_fields
from modules.exports.aft.delivered import Delivered
from modules.exports.aft.folder_names import folder_names
from modules.exports.aft.records import Lock
from modules.exports.aft.requests import AccountRequest, unit_name
from modules.landing_zone.aft import is_vended_by_aft
from modules.specification.errors import LandingZoneError


def names_of_folders(environment: Environment, delivered: Delivered, lock: Lock) -> dict[str, str]:
    """Return the folder of each shape. What accounts had that are given up since tells nothing of their new shape."""
    suspensions = {account.key: account.suspension or "" for account in environment.zone.every_account}
    before = {
        key: known.customizations
        for key, known in lock.accounts.items()
        if known.suspension == suspensions.get(key, known.suspension)
    }
    shapes: dict[str, list[str]] = {}
    for key, account in delivered.accounts.items():
        shapes.setdefault(account.shape, []).append(key)
    return folder_names(shapes, before)


def account_requests(
    environment: Environment, delivered: Delivered, names: Mapping[str, str], lock: Lock
) -> tuple[AccountRequest, ...]:
    """Return the request of each account that AFT vends, in the order written.

    One that is moved to the unit for suspended accounts has no customizations any more; AFT is asked for it as long as
    the environment lists it, where it was asked before.

    Args:
        environment: The environment.
        delivered: What AFT delivers.
        names: The folder of each shape.
        lock: What the last export noted.

    Raises:
        LandingZoneError: AFT does not vend there; the id of a unit below another one is missing; something is too long
            for a parameter.

    """
    spec, user = refuse_others(environment)
    _refuse_units_without_ids(environment, spec.unit_ids)
    found = []
    for account in environment.zone.every_account:
        if not is_vended_by_aft(environment.zone, account):
            continue
        if account.suspension is Suspension.MOVED and account.key not in lock.accounts:
            continue
        delivery = delivered.accounts.get(account.key)
        found.append(
            AccountRequest(
                account=account,
                name=spec.request_names.get(account.key, account.key),
                unit=unit_name(account.unit, spec.unit_ids),
                user=user,
                tags=environment.tags(account),
                custom_fields=custom_fields(account, delivery.fields if delivery else {}),
                customizations=names[delivery.shape] if delivery else "",
                stays_as_it_is=account.key in spec.not_reapplied,
            )
        )
    return tuple(found)


def _refuse_units_without_ids(environment: Environment, ids: Mapping[str, str]) -> None:
    """Refuse requests in units that Account Factory would not find: the first request of an account is for good."""
    units = {account.unit for account in environment.zone.every_account if is_vended_by_aft(environment.zone, account)}
    missing = sorted("/".join(unit) for unit in units if len(unit) > 1 and "/".join(unit) not in ids)
    if missing:
        raise LandingZoneError(
            "organizational units below others must have ids before accounts are requested in them",
            got=", ".join(missing),
            why="Account Factory finds such a unit by `Name (ou-id)` only, and a first request that fails cannot be "
            "mended by another one (AWS Control Tower User Guide, Provision a new account with AFT)",
            fix="deploy `organization`, and write the ids that Organizations then shows: `vending: {aft: {unit_ids: "
            f"{{{', '.join(f'{path}: ou-...' for path in missing)}}}}}}}`",
        )


def refuse_others(environment: Environment) -> tuple[AftSpec, PersonSpec]:
    """Return what an environment says of AFT, and who gets access to accounts through Account Factory.

    Raises:
        LandingZoneError: AFT does not vend there.

    """
    vending = environment.zone.vending
    if vending.aft is None or vending.access_user is None:
        raise LandingZoneError(
            "Account Factory for Terraform must vend the accounts of an environment that is exported to it",
            got=f"{environment.name}, whose vending.engine is {vending.engine}",
            why="accounts that others make have no request",
            fix="write `engine: aft` and what goes with it, or export another environment",
        )
    return vending.aft, vending.access_user
