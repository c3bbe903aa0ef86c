"""`access matrix`, `access explain` and `access test`: who may do what where, as it is synthesized."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from modules.access.explanation import Question, explain
from modules.access.matrix import lines, only
from modules.access.proof import AccessProof, prove
from modules.access.tables import explanation_lines, matrix_table, proof_table
from modules.commands.access_inputs import access, personas, scenarios
from modules.commands.console import err, out
from modules.commands.folders import Folders
from modules.commands.guardrail_inputs import guardrails
from modules.commands.synth import synthesize_and, synthesize_if_stale
from modules.commands.validate import load_environments
from modules.identity import library
from modules.landing_zone import LandingZone
from modules.landing_zone.permission_sets import used_permission_sets
from modules.policy_evaluation.linting.lint import LintFinding, lint_identity_policies
from modules.policy_evaluation.proving import deciding
from modules.policy_evaluation.tables import lint_table
from modules.report.access_page import everywhere


def matrix(name: str, *, group: str | None, account: str | None) -> None:
    """Print who has which permission set in which account."""
    folders, zone = _synthesized_environment(name)
    entries = only(access(name, zone, folders.output).entries, group=group, account=account)
    out.print(matrix_table(lines(entries, [account.key for account in zone.roster]), everywhere(zone)))
    groups, accounts = {entry.group for entry in entries}, {entry.account for entry in entries}
    out.print(f"{len(entries)} assignments (groups: {len(groups)}, accounts: {len(accounts)}).")


def explanation(name: str, question: Question) -> None:
    """Print which statements decide about a request."""
    folders, zone = _synthesized_environment(name)
    known = deciding.library(guardrails(zone))
    for explained in explain(personas(name, zone, folders.output), question):
        for line in explanation_lines(explained, known):
            out.print(line, soft_wrap=True)


def test(names: Sequence[str]) -> bool:
    """Synthesize environments, all of them where none is named, and prove their access; say whether all holds."""
    return synthesize_and(is_proved, names)


def is_proved(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Prove the access of environments as they are in the output folder; print what came of it."""
    reports = [_proof(name, zone, folders) for name, zone in zones.items()]
    for report in reports:
        out.print(proof_table(report))
    return all(report.ok for report in reports)


def lint(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Lint the inline policies of environments as they are in the output folder; print what is wrong."""
    found: dict[LintFinding, None] = {}
    with err.status("linting the permission sets"):
        for name, zone in zones.items():
            sets = access(name, zone, folders.output).permission_sets
            known = used_permission_sets(zone)
            policies = {
                f"{known[permission_set.name].shown}/{library.INLINE_POLICY}, {permission_set.name}": (
                    permission_set.inline_policy
                )
                for permission_set in sets.values()
                if permission_set.inline_policy
            }
            found |= dict.fromkeys(lint_identity_policies(policies))
    out.print(lint_table(list(found), "the permission sets"))
    return not found


def _proof(name: str, zone: LandingZone, folders: Folders) -> AccessProof:
    with err.status(f"evaluating the access of {name}"):
        return prove(personas(name, zone, folders.output), scenarios(zone), guardrails(zone))


def _synthesized_environment(name: str) -> tuple[Folders, LandingZone]:
    """Return where an environment is synthesized; it is synthesized first where that is not current."""
    (zone,) = load_environments([name]).values()
    return synthesize_if_stale(name, zone), zone
