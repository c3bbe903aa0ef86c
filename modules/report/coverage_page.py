"""The reference page of security coverage: each published check, and the synthesized resource that satisfies it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from modules.coverage.library import Check, Reference
from modules.coverage.proof import Coverage, Outcome, State
from modules.coverage.tables import places

_HEAD = """# Security coverage

Which checks of {title}, the environments satisfy, and the synthesized resource behind each. The list is {address}
({licence}), commit `{commit}` of {committed}, read {read}; what a check asks is in our words.
`policies/security_reference/` says what must be there for it. A check is covered when every account and region that it
looks at has the resource. What only AWS knows, such as when a trail last delivered, counts as covered by the resource
that brings it about.

This page is written by `python main.py security page` from what is synthesized. `python main.py security coverage ENV`
shows the same for one environment.

"""
_SHOWN = 3


def coverage_page(reference: Reference, coverages: Sequence[Coverage]) -> str:
    """Write the page, in Markdown.

    Args:
        reference: The published checks.
        coverages: How they stand, in each environment.

    """
    families = list(dict.fromkeys(check.family for check in reference.checks))
    parts = [_HEAD.format(**reference.published.model_dump()), *_sums(families, coverages)]
    for family in families:
        checks = [check for check in reference.checks if check.family == family]
        parts += [f"\n## {family}\n", *_section(checks, coverages)]
    return "".join(parts)


def _sums(families: Sequence[str], coverages: Sequence[Coverage]) -> Iterator[str]:
    names = [coverage.environment for coverage in coverages]
    heads = [f"{name}: {state.value}" for name in names for state in State]
    yield f"| family | checks | {' | '.join(heads)} |\n| --- | ---: |{' ---: |' * len(heads)}\n"
    for family in families:
        rows = [[outcome for outcome in coverage.outcomes if outcome.check.family == family] for coverage in coverages]
        yield _row(f"[{family}](#{family.lower()})", rows)
    yield _row("all", [coverage.outcomes for coverage in coverages])


def _row(title: str, rows: Sequence[Sequence[Outcome]]) -> str:
    counts = [sum(outcome.state is state for outcome in outcomes) for outcomes in rows for state in State]
    return f"| {title} | {len(rows[0])} | {' | '.join(map(str, counts))} |\n"


def _section(checks: Sequence[Check], coverages: Sequence[Coverage]) -> Iterator[str]:
    yield f"\n| check | asks | {' | '.join(coverage.environment for coverage in coverages)} |\n"
    yield f"| --- | --- |{' --- |' * len(coverages)}\n"
    for check in checks:
        cells = [_cell(outcome) for coverage in coverages for outcome in coverage.outcomes if outcome.check is check]
        asked = f"{check.spec.asks} ({check.spec.accounts.value}, {check.spec.regions})"
        yield f"| {check.id} | {asked} | {' | '.join(cells)} |\n"


def _cell(outcome: Outcome) -> str:
    match outcome.state:
        case State.COVERED:
            shown = [f"`{identity}`" for identity in outcome.evidence[:_SHOWN]]
            more = len(outcome.evidence) - _SHOWN
            return "<br>".join([*shown, *([f"and {more} more"] if more > 0 else [])])
        case State.WAIVED:
            return f"waived: {outcome.reason}"
        case _:
            return "**not covered**: " + "<br>".join(f"{gap.differs} (of {places(gap.places)})" for gap in outcome.gaps)
