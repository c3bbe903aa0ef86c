"""One case of the fuzz: what a seed gives, and what came of it."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from random import Random

from modules.landing_zone import LandingZone
from tests.fuzz.grown import grown
from tests.fuzz.limits import LONGEST_SECONDS, megabytes
from tests.fuzz.reading import read
from tests.fuzz.spoiled import spoiled

TRIES = 20
"""Changes that are tried on one environment that grows; each counts as an environment."""


@dataclass(frozen=True)
class Found:
    """What came of one seed."""

    case: str
    fault: str = ""
    accepted: tuple[str, LandingZone] | None = None
    tried: int = 1
    memory: int = 0


def read_spoiled(seed: int) -> Found:
    """Spoil an environment, and read it."""
    case = f"spoiled {seed}"
    try:
        name, files = spoiled(seed)
        zone = read(name, files, seconds=LONGEST_SECONDS)
    except Exception:  # noqa: BLE001 - whatever it is, is a finding
        return Found(case, traceback.format_exc(), memory=megabytes())
    return Found(case, accepted=(name, zone) if zone else None, memory=megabytes())


def grow(seed: int) -> Found:
    """Let an environment grow."""
    case, last, name = f"grown {seed}", None, ("staging", "production")[seed % 2]
    try:
        for last in grown(Random(seed), name, tries=TRIES):  # noqa: B007 - the last one is wanted
            pass
    except Exception:  # noqa: BLE001 - whatever it is, is a finding
        return Found(case, traceback.format_exc(), tried=TRIES)
    return Found(case, accepted=(name, last) if last else None, tried=TRIES)


def synthesize(found: Found) -> Found:
    """Synthesize what was accepted."""
    from tests.fuzz.synthesized import check_synthesis  # noqa: PLC0415 - reading needs no CDKTF, and its memory counts

    try:
        if found.accepted:
            check_synthesis(*found.accepted)
    except Exception:  # noqa: BLE001 - whatever it is, is a finding
        return Found(found.case, traceback.format_exc())
    return Found(found.case)
