"""`guardrails test` and `guardrails explain`: what the organization policies deny, as they are synthesized."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from modules.commands.console import err, out
from modules.commands.folders import Folders
from modules.commands.guardrail_inputs import facts, guardrails
from modules.commands.synth import synthesize_and, synthesize_if_stale
from modules.commands.validate import load_environments
from modules.environment import PROJECT
from modules.landing_zone import LandingZone
from modules.policy_evaluation.linting.left_open import unexplained_actions
from modules.policy_evaluation.linting.lint import LintFinding, lint_library, lint_synthesized
from modules.policy_evaluation.proving import deciding
from modules.policy_evaluation.proving.explanation import Question, explain
from modules.policy_evaluation.proving.proof import ProofReport, prove
from modules.policy_evaluation.reading.inputs import Guardrail
from modules.policy_evaluation.reading.left_open import LeftOpen, left_open_actions
from modules.policy_evaluation.reading.scenarios import scenarios
from modules.policy_evaluation.requests.synthesized_environment import read_environment
from modules.policy_evaluation.tables import explanation_lines, lint_table, proof_tables
from modules.specification.errors import LandingZoneError


def test(names: Sequence[str]) -> bool:
    """Synthesize environments, all of them where none is named, and prove their guardrails; say whether all holds."""
    return synthesize_and(are_proved, names)


def are_proved(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Prove the guardrails of environments as they are in the output folder; print what came of it."""
    reports = [_proof(name, zone, folders) for name, zone in zones.items()]
    for report in reports:
        out.print(proof_tables(report))
    return all(report.ok for report in reports)


def explanation(name: str, question: Question) -> None:
    """Print which statement decides about a request. Synthesizes first where the output folder is not current."""
    (zone,) = load_environments([name]).values()
    folders = synthesize_if_stale(name, zone)
    known = deciding.library(guardrails(zone))
    for explained in explain(read_environment(folders.output, facts(name, zone)), question):
        for line in explanation_lines(explained, known):
            out.print(line, soft_wrap=True)


def lint(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Lint the library, and the policies of environments as they are in the output folder; print what is wrong."""
    found: dict[LintFinding, None] = {}
    with err.status("linting the guardrails"):
        left_open = tuple(left_open_actions(PROJECT))
        for name, zone in zones.items():
            known = guardrails(zone)
            of_library = [*lint_library(known, scenarios(known)), *_unexplained(known, left_open)]
            tree = read_environment(folders.output, facts(name, zone)).tree
            found |= dict.fromkeys([*of_library, *lint_synthesized(tree, known, of_library)])
    out.print(lint_table(list(found)))
    return all(finding.is_opinion for finding in found)


def _unexplained(known: Sequence[Guardrail], left_open: Sequence[LeftOpen]) -> list[LintFinding]:
    return sorted(LintFinding(*broken) for broken in unexplained_actions(known, left_open))


def context_of(pairs: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Read `key=value` pairs; a key that is given several times has several values, one without a value is absent."""
    context: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise LandingZoneError(
                "a condition key must be given with its value",
                got=pair,
                why="the request carries the one as well as the other",
                fix=f"write --context {pair}=value, or --context {pair}= where the request does not carry the key",
            )
        context[key] = (*context.get(key, ()), *((value,) if value else ()))
    return context


def _proof(name: str, zone: LandingZone, folders: Folders) -> ProofReport:
    with err.status(f"evaluating the guardrails of {name}"):
        known = guardrails(zone)
        return prove(read_environment(folders.output, facts(name, zone)), known, scenarios(known))
