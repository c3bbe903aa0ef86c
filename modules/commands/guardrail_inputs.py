"""What the evaluation of policies needs to know: an environment and the library, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from modules.accounts.spec import Function
from modules.landing_zone import LandingZone
from modules.landing_zone.guardrails import guardrail_of, guardrail_parameters
from modules.organization.guardrails import library
from modules.organization.guardrails.documents import Document
from modules.organization.guardrails.placeholders import Value, filled_in
from modules.organization.spec import FoundationalUnit, unit_path
from modules.policy_evaluation.reading.inputs import Account, Allowance, EnvironmentFacts, Guardrail
from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID
from modules.specification.errors import LandingZoneError


def facts(name: str, zone: LandingZone) -> EnvironmentFacts:
    """Return what the evaluation needs to know of an environment."""
    return EnvironmentFacts(
        name=name,
        accounts=tuple(_accounts(zone)),
        home_region=zone.organization.home_region,
        parameters=_parameters(zone),
        units={unit.value: path for unit in FoundationalUnit if (path := zone.organization.foundational_unit(unit))},
        tag_keys=zone.organization.tag_keys,
    )


def guardrails(zone: LandingZone) -> list[Guardrail]:
    """Return the whole library with the values of an environment."""
    values = _parameters(zone)
    return [
        Guardrail(
            name=name,
            kind=guardrail.kind.value,
            document=_filled_in(guardrail, values),
            written=guardrail.document,
            allowances=tuple(Allowance(allowance.sid, allowance.subject) for allowance in guardrail.description.lint),
            exemptions=guardrail.description.exemptions,
            protects=_functions(guardrail),
            units=tuple(_units(zone, guardrail)),
            folder=guardrail.folder,
            shown=guardrail.shown,
        )
        for name in library.names()
        for guardrail in [guardrail_of(zone, name)]
    ]


def _parameters(zone: LandingZone) -> Mapping[str, Value]:
    """Return the values of placeholders; the organization's id is the stand-in that synthesized policies have."""
    return {**guardrail_parameters(zone), "organization_id": ORGANIZATION_ID}


def _accounts(zone: LandingZone) -> Iterator[Account]:
    """Give every account. Those that are suspended come last, and are for nothing: no scenario happens in them."""
    for account in (*zone.roster, *zone.suspended):
        functions = account.functions if account.suspension is None else ()
        yield Account(
            key=account.key,
            functions=tuple(function.value for function in functions),
            stage=account.stage,
            stage_kind=account.stage_kind.value if account.stage_kind else None,
            unit=account.unit,
            known_id=account.known_id,
        )


def _units(zone: LandingZone, guardrail: library.Guardrail) -> Iterator[tuple[str, ...]]:
    """Return where a guardrail is meant to be bound, by the environment's own units."""
    known = {unit.value: unit for unit in FoundationalUnit}
    for written in guardrail.description.units:
        path = zone.organization.foundational_unit(known[written]) if written in known else unit_path(written)
        if path is not None:
            yield path


def _functions(guardrail: library.Guardrail) -> tuple[str, ...]:
    """Return the functions of accounts that a guardrail protects.

    Raises:
        LandingZoneError: it names one that no account can have.

    """
    known = [function.value for function in Function]
    unknown = [name for name in guardrail.description.protects if name not in known]
    if unknown:
        raise LandingZoneError(
            "a guardrail protects accounts of a function that there is not",
            got=f"{unknown[0]} in policies/guardrails/{guardrail.name}/{library.DESCRIPTION}",
            why=f"functions are {', '.join(known)}",
            fix="write one of these",
        )
    return guardrail.description.protects


def _filled_in(guardrail: library.Guardrail, values: Mapping[str, Value]) -> Document:
    """Fill in a document, of a guardrail that is bound nowhere too.

    Raises:
        LandingZoneError: it has a placeholder that stands for nothing.

    """
    unknown = sorted(guardrail.placeholders - values.keys())
    if unknown:
        raise LandingZoneError(
            "a guardrail's document has a placeholder that stands for nothing",
            got=f"{{{{{unknown[0]}}}}} in {guardrail.shown}/{library.POLICY}",
            why=f"placeholders are {', '.join(values)}",
            fix="write one of these",
        )
    document: Document = filled_in(guardrail.document, values)
    return document
