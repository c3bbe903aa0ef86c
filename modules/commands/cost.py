"""`cost`: what an environment costs by the month, and what another revision of it would."""

from __future__ import annotations

import json
from pathlib import Path

from modules.commands.base_revision import base_of, synthesized_at
from modules.commands.console import err, out
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments
from modules.environment import PROJECT
from modules.estimate.as_data import difference_data, estimate_data
from modules.estimate.catalogue import Catalogue, read_catalogue
from modules.estimate.difference import differences
from modules.estimate.estimate import Estimate, estimate
from modules.estimate.lines import View
from modules.estimate.tables import difference_table, estimate_table, notes
from modules.landing_zone import LandingZone
from modules.landing_zone.known_ids import known_ids
from modules.specification.tag_keys import LibraryTag, key_of
from modules.synthesized.environment import Synthesized, read_synthesized


def show_cost(name: str, *, base: str | None, view: View, formulas: bool, as_json: bool) -> None:
    """Print what an environment costs, or what changes against another revision.

    Args:
        name: The environment's name.
        base: The revision to compare with, as Git calls it; None for no comparison.
        view: By what costs are added up.
        formulas: Whether every number is shown with its formula.
        as_json: Whether it is printed for programs.

    """
    (zone,) = load_environments([name]).values()
    catalogue = read_catalogue(PROJECT)
    before = _at(base, name, zone, catalogue) if base else None  # first: a wrong name is told before anything is made
    now = estimate_of(name, zone, synthesize_if_stale(name, zone).output, catalogue)
    found = differences(before, now, view) if before else []
    if as_json:
        document = estimate_data(now, catalogue)
        if base and before:
            document["base"] = difference_data(base, before, found, view)
        print(json.dumps(document, indent=2, ensure_ascii=False))  # noqa: T201 - a document, and no text for people
        return
    if before:
        out.print(difference_table(before, now, found, view, formulas=formulas))
    else:
        out.print(estimate_table(now, view, formulas=formulas))
    for note in notes(now, catalogue, formulas=formulas):
        out.print(note, markup=False, soft_wrap=True)


def estimate_of(name: str, zone: LandingZone, output: Path, catalogue: Catalogue) -> Estimate:
    """Estimate an environment in an output folder.

    Args:
        name: The environment's name.
        zone: What its YAML says, of which accounts that exist and the keys of tags are taken.
        output: The folder that it is synthesized to.
        catalogue: Prices, assumptions, and what each type is charged for.

    """
    return estimate_synthesized(zone, read_synthesized(output, name, known_ids(zone)), catalogue)


def estimate_synthesized(zone: LandingZone, synthesized: Synthesized, catalogue: Catalogue) -> Estimate:
    """Estimate an environment that is read already."""
    return estimate(synthesized, catalogue, key_of(LibraryTag.TEAM, zone.organization.tag_keys))


def _at(revision: str, name: str, zone: LandingZone, catalogue: Catalogue) -> Estimate:
    base = base_of(revision)
    with err.status(f"synthesizing {name} as it was at {revision}"), synthesized_at(base, name) as synthesized:
        return estimate_of(name, zone, synthesized.output, catalogue)
