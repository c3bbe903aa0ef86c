"""What Account Factory for Terraform asks of an environment that vends through it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from modules.accounts.spec import CONTROL_TOWER_SHARED
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.landing_zone.active_directory import directory_place
from modules.landing_zone.aft import is_vended_by_aft
from modules.organization.spec import unit_path
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest

_SECTION = ("vending", "aft")
_OVERRIDE = "override"


def aft_has_an_account(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    aft = zone.vending.aft
    if aft is None or dropped.below("accounts"):
        return
    account = next((account for account in zone.roster if account.key == aft.management_account), None)
    if account is None:
        known = [account.key for account in zone.roster]
        yield LandingZoneError(
            "the account that AFT runs in must be one of `accounts`",
            got=aft.management_account,
            why="AFT is deployed to an account of its own, before it makes any other",
            fix=_guess(aft.management_account, known, otherwise="add it to `accounts`, with its `id`"),
            path=(*_SECTION, "management_account"),
        )
    elif set(CONTROL_TOWER_SHARED) & set(account.functions) or account.source[0] != "accounts":
        yield LandingZoneError(
            "AFT must run in an account of its own",
            got=account.key,
            why="whoever changes AFT is administrator of every account that it vends (AWS Control Tower User Guide, "
            "Overview of AFT)",
            fix="make an account for it, for example `aft-management`, and give it here",
            path=(*_SECTION, "management_account"),
        )


def accounts_before_aft_have_ids(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    aft = zone.vending.aft
    if aft is None or dropped.below("accounts"):
        return
    for account in zone.roster:
        is_before = account.key == aft.management_account or set(CONTROL_TOWER_SHARED) & set(account.functions)
        if is_before and account.vended:
            yield LandingZoneError(
                "the log archive, security tooling and AFT's own account must have ids",
                got=f"{account.key} without an id",
                why="Control Tower's landing zone and AFT stand on them, so they are there before AFT can vend any",
                fix="add the account's `id`",
                path=account.source,
            )


def units_with_ids_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if zone.vending.aft is None or dropped.below("organization", "units"):
        return
    known = ["/".join(path) for path in zone.organization.unit_paths()]
    for path in _unknown(zone.vending.aft.unit_ids, known, written=lambda path: "/".join(unit_path(path))):
        yield LandingZoneError(
            "there is no such organizational unit",
            got=path,
            why="an id is of a unit of `organization.units`",
            fix=_guess(_whole_path(path, known), known, otherwise="write the path of one of them"),
            path=(*_SECTION, "unit_ids", path),
        )


def accounts_that_stay_as_they_are_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if zone.vending.aft is None or dropped.below("accounts") or dropped.below("teams"):
        return
    vended, keys = _vended(zone), zone.vending.aft.not_reapplied
    for key in _unknown(keys, vended):
        yield LandingZoneError(
            "an account that is not customized again must be one that AFT vends",
            got=key,
            why="AFT customizes no other",
            fix=_guess(key, vended, otherwise="leave it out"),
            path=(*_SECTION, "not_reapplied", str(keys.index(key))),
        )


def requests_have_names_of_their_own(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if zone.vending.aft is None or dropped.below("accounts") or dropped.below("teams"):
        return
    names, vended = zone.vending.aft.request_names, _vended(zone)
    for key in _unknown(names, vended):
        yield LandingZoneError(
            "a request that has a name must be one of an account that AFT vends",
            got=key,
            why="names are of requests that were there before this environment",
            fix=_guess(key, vended, otherwise="leave the name out"),
            path=(*_SECTION, "request_names", key),
        )
    first_with: dict[str, str] = {}
    for key in vended:
        earlier = first_with.setdefault(names.get(key, key), key)
        if earlier != key:
            yield LandingZoneError(
                "two requests have the same name",
                got=f"{earlier} and {key}: {names.get(key, key)}",
                why="Terraform takes one module call of each name",
                fix="give each the name that its request had before, or none",
                path=(*_SECTION, "request_names"),
            )


def requests_can_be_read(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    """Refuse keys of which Terraform takes no module call, or no file. Keys of teams begin with a letter."""
    if zone.vending.aft is None or dropped.below("accounts"):
        return
    names = zone.vending.aft.request_names
    for account in zone.every_account:
        if not is_vended_by_aft(zone, account):
            continue
        if account.key not in names and account.key[0].isdigit():
            yield LandingZoneError(
                "a request must have a name that begins with a letter",
                got=account.key,
                why="it is a module call, and Terraform takes none that begins with a digit",
                fix=f"name it: `vending: {{aft: {{request_names: {{{account.key}: account-{account.key}}}}}}}`",
                path=account.source,
            )
        if account.key == _OVERRIDE or account.key.endswith(f"_{_OVERRIDE}"):
            yield LandingZoneError(
                "an account that AFT vends must have a key that Terraform reads as the name of a file",
                got=account.key,
                why=f"its request is {account.key}.tf.json, and Terraform merges such a file into others (Terraform "
                "language, Override Files)",
                fix="call the account otherwise; `name` may stay",
                path=account.source,
            )


def _vended(zone: LandingZone) -> list[str]:
    return [account.key for account in zone.every_account if is_vended_by_aft(zone, account)]


def _unknown(names: Iterable[str], known: Collection[str], written: Callable[[str], str] = str) -> Iterator[str]:
    return (name for name in names if written(name) not in known)


def _whole_path(written: str, known: Collection[str]) -> str:
    """Return the path of the only unit that has this name; what is written, where none or several have."""
    below = [path for path in known if path.endswith(f"/{written}")]
    return below[0] if len(below) == 1 else written


def _guess(name: str, known: Iterable[str], *, otherwise: str) -> str:
    guess = nearest(name, known)
    return f"did you mean {guess}?" if guess else otherwise


def states_are_copied_elsewhere(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    aft = zone.vending.aft
    if aft is None or dropped.below("organization") or aft.secondary_region != zone.organization.home_region:
        return
    yield LandingZoneError(
        "AFT's secondary region must differ from the home region",
        got=aft.secondary_region,
        why="AFT replicates the bucket of its states to it, and S3 replicates AFT's to another region only",
        fix="name another region, or leave it out",
        path=(*_SECTION, "secondary_region"),
    )


def directories_are_in_accounts_with_ids(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if zone.vending.aft is None or dropped.below("accounts"):
        return
    place = directory_place(zone)
    if place and is_vended_by_aft(zone, place.account):
        yield LandingZoneError(
            "the account of a directory must have an id where AFT vends",
            got=f"{place.account.key} without an id",
            why="the directory stands in its VPC, which is read from the account's workspace; what AFT delivers is in "
            "states of AFT",
            fix="vend the account, add its `id`, and give it no request: it keeps a workspace here",
            path=place.account.source,
        )
