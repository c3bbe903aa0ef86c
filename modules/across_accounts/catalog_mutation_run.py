"""Changes of catalogs, put to the scenarios: which of them no scenario notices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from modules.across_accounts.asking import Asked
from modules.across_accounts.judging import decide, misses
from modules.across_accounts.lake_formation.changes import CatalogChange, catalog_changes
from modules.across_accounts.proof import AcrossProof, is_admitted
from modules.across_accounts.reading import Across
from modules.policy_evaluation.simulating.simulator import Answer


@dataclass(frozen=True, slots=True)
class CatalogMutation:
    """One change of one catalog, and whether a scenario noticed it."""

    name: str
    """What was changed, as it is called in every environment and for every account of a kind."""
    operator: str
    equivalent: str
    """Why it changes nothing for any request; empty where it may."""
    noticed_by: str
    """The first scenario that fails with it; empty where none does."""


@dataclass(frozen=True, slots=True)
class _Answered:
    asked: Asked
    answer: Answer
    """What policies make of it."""
    admitted: bool
    """Whether Lake Formation admits it before anything is changed."""


def mutate_catalogs(
    across: Across, proof: AcrossProof, *, noticed: Collection[str] = frozenset()
) -> list[CatalogMutation]:
    """Change each grant, tag and setting of each catalog in turn, and decide once more about what was asked.

    Args:
        across: Who and what there is.
        proof: What came of the scenarios.
        noticed: Names of changes that are known to be noticed, and are left out.

    """
    by_principal = defaultdict[str, list[_Answered]](list)
    for asked, answer in zip(proof.asked, proof.answers, strict=True):
        if asked.store.about and asked.scenario.spec.name not in proof.failures:
            found = _Answered(asked, answer, is_admitted(across.catalogs, asked))
            by_principal[asked.request.principal].append(found)
    return [
        CatalogMutation(
            name,
            change.operator,
            change.equivalent,
            "" if change.equivalent else _noticed_by(across, place, change, concerned),
        )
        for place, catalog in across.catalogs.items()
        for change in catalog_changes(catalog)
        for name in [f"{change.address.removeprefix(f'{proof.environment}-')}: {change.change}"]
        if name not in noticed
        for concerned in [
            [
                found
                for principal in (by_principal if change.principals is None else change.principals)
                for found in by_principal.get(principal, ())
            ]
        ]
    ]


def _noticed_by(across: Across, place: tuple[str, str], change: CatalogChange, answered: Iterable[_Answered]) -> str:
    changed = {**across.catalogs, place: change.catalog}
    for each in answered:
        admitted = is_admitted(changed, each.asked)
        if admitted != each.admitted and list(
            misses(each.asked, decide(each.asked.request, each.answer, admitted=admitted))
        ):
            return each.asked.scenario.spec.name
    return ""
