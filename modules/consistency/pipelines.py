"""Checks of pipelines: where they run, and what they deploy to."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.spec import CONTROL_TOWER_SHARED, Function
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.landing_zone.data import lakes
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest


def pipelines_have_an_account(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if zone.pipelines is None or dropped.below("accounts"):
        return
    if not any(Function.DEVOPS in account.functions for account in zone.roster):
        yield LandingZoneError(
            "the account that pipelines run in is missing",
            got=f"no account with the function {Function.DEVOPS}",
            why="artifacts, connections and the roles of pipelines are in it, apart from what they deploy to",
            fix=f"add one, or say it with `also: {Function.DEVOPS}` of another foundational one, such as "
            f"{Function.ML_SHARED_SERVICES}, but none for logs or security",
            path=("pipelines",),
        )


def pipelines_are_apart_from_security(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if zone.pipelines is None or dropped.below("accounts"):
        return
    for account in zone.roster:
        apart = [function for function in CONTROL_TOWER_SHARED if function in account.functions]
        if Function.DEVOPS in account.functions and apart:
            yield LandingZoneError(
                "pipelines must run in another account than logs and security services",
                got=f"{account.key} with the functions {' and '.join(account.functions)}",
                why="builds run whatever is in a repository; records of what people did, and what watches them, stay "
                "apart from that",
                fix=f"make an account with the function {Function.DEVOPS}",
                path=account.source,
            )


def pipelines_deploy_to_data_lakes(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("accounts") or dropped.below("data"):
        return
    known = [lake.key for lake in lakes(zone).values()]
    for index, key in enumerate((zone.pipelines and zone.pipelines.deploys_to) or ()):
        if key not in known:
            guess = nearest(key, known)
            yield LandingZoneError(
                "pipelines must deploy to accounts of data lakes",
                got=key,
                why=f"jobs have a role and a place for scripts there alone; data lakes are {', '.join(known) or 'none'}"
                + ("" if zone.data else ", without the section data"),
                fix=f"did you mean {guess}?" if guess else "name one of these, or leave it out",
                path=("pipelines", "deploys_to", index),
            )
