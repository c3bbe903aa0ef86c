"""What several kinds of workload need of an environment: a classification that is known, a VPC to stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import unknown


def unknown_stages(zone: LandingZone, stages: Iterable[str], path: tuple[str, ...]) -> Iterator[LandingZoneError]:
    """Say of each stage that there is none of that name.

    Args:
        zone: The environment.
        stages: Names of stages, as they are written.
        path: Where the list of them is written.

    """
    for index, stage in enumerate(stages):
        if stage not in zone.stages:
            yield unknown(
                "there is no such stage",
                stage,
                zone.stages,
                why=f"stages has {', '.join(zone.stages) or 'none'}",
                otherwise="write one of these",
                path=(*path, index),
            )


def unknown_classification(
    zone: LandingZone, what: str, classification: str, path: tuple[str, ...]
) -> LandingZoneError | None:
    """Say that something is classified as no guardrail knows it; nothing where one does.

    Args:
        zone: The environment.
        what: What is classified, as the headline begins.
        classification: How.
        path: Where that is written.

    """
    known = zone.guardrails.data_classifications
    if classification in known:
        return None
    return unknown(
        f"{what} must be classified as guardrails know it",
        classification,
        known,
        why=f"guardrails.data_classifications has {', '.join(known)}, and a tag policy admits no other",
        otherwise="write one of these",
        path=path,
    )


def missing_vpc(zone: LandingZone, account: Account, which: str, *, why: str, otherwise: str) -> LandingZoneError:
    """Say that an account has no VPC of its own in the home region, and needs one.

    Args:
        zone: The environment.
        account: The account.
        which: What makes it need one, behind `an account`.
        why: What stands in the VPC.
        otherwise: What to do where it is to have none.

    """
    home = zone.organization.home_region
    return LandingZoneError(
        f"an account {which} must have a VPC of its own in the home region",
        got=f"{account.key} has none that is made for it in {home}",
        why=why,
        fix=f"connect it in {home} (network.connectivity), or {otherwise}",
        path=account.source,
    )
