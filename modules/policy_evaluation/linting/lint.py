"""The linter of policy documents: those of the library, and those that were synthesized.

What IAM knows (actions, resources, condition keys and their types) comes from a package of IAM's reference data, never
from a list here (lint.mjs). What this project asks of its own library is in library_rules.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from modules.policy_evaluation.linting.library_rules import broken_rules, missing_scenarios, opinions
from modules.policy_evaluation.reading.inputs import EVALUATED, Allowance, Guardrail
from modules.policy_evaluation.reading.organization_tree import OrganizationTree, shown
from modules.policy_evaluation.reading.scenarios import Scenario
from modules.policy_evaluation.simulating import node

SCRIPT = Path(__file__).with_name("lint.mjs")


@dataclass(frozen=True, slots=True, order=True)
class LintFinding:
    """One thing that is wrong with a document."""

    where: str
    """The file and line; of a synthesized policy, its name and where it is attached."""
    sid: str
    message: str
    is_opinion: bool = False
    """Whether AWS takes it, and the statement may be meant as it is: it is told, and refuses nothing."""


@dataclass(frozen=True, slots=True)
class _Document:
    where: str
    kind: str
    document: Mapping[str, Any]
    guardrail: Guardrail | None = None

    def place(self, sid: str) -> str:
        """Return where a statement stands."""
        return f"{self.where}:{self.guardrail.line(sid)}" if self.guardrail and sid else self.where


def lint_library(guardrails: Sequence[Guardrail], scenarios: Mapping[str, Sequence[Scenario]]) -> list[LintFinding]:
    """Lint every document of the library.

    Args:
        guardrails: The whole library, filled in for one environment.
        scenarios: By guardrail.

    """
    evaluated = [guardrail for guardrail in guardrails if guardrail.kind in EVALUATED]
    documents = [
        _Document(guardrail.policy_file, guardrail.kind, guardrail.document, guardrail) for guardrail in evaluated
    ]
    rules = (LintFinding(*broken) for broken in broken_rules(guardrails))
    found = (*opinions(evaluated), *missing_scenarios(scenarios))
    of_this_project = (LintFinding(*opinion, is_opinion=True) for opinion in found)
    return sorted([*rules, *of_this_project, *_findings(documents)])


def lint_synthesized(
    tree: OrganizationTree, guardrails: Sequence[Guardrail], known: Sequence[LintFinding]
) -> list[LintFinding]:
    """Lint every policy that is attached.

    Args:
        tree: As it was synthesized.
        guardrails: The whole library; what it allows is allowed here.
        known: Findings about the library; the same finding about the same statement is not reported again.

    """
    documents = [
        _Document(f"{policy.name}, attached to {shown(at)}", policy.kind, policy.document)
        for at, policy in tree.of_kinds(*EVALUATED)
    ]
    reported = {(finding.sid, finding.message) for finding in known}
    allowed = {(allowance.sid, allowance.subject) for guardrail in guardrails for allowance in guardrail.allowances}
    found = _findings(documents, allowed)
    return sorted(finding for finding in found if (finding.sid, finding.message) not in reported)


def lint_identity_policies(policies: Mapping[str, Mapping[str, Any]]) -> list[LintFinding]:
    """Lint policies of principals, which this project writes: nothing about them is an opinion.

    Args:
        policies: Each by where it is written.

    """
    documents = [_Document(where, "IDENTITY_POLICY", policy) for where, policy in policies.items()]
    return sorted(replace(finding, is_opinion=False) for finding in _findings(documents))


def _findings(documents: Sequence[_Document], allowed: Iterable[tuple[str, str]] = ()) -> Iterator[LintFinding]:
    answered = node.run(SCRIPT, [{"kind": document.kind, "document": document.document} for document in documents])
    for document, findings in zip(documents, answered, strict=True):
        guardrail = document.guardrail
        allowances = guardrail.allowances if guardrail else tuple(Allowance(*pair) for pair in allowed)
        open_, used = _without(findings, allowances)
        for finding in open_:
            place, is_opinion = document.place(finding["sid"]), finding.get("opinion", False)
            yield LintFinding(place, finding["sid"], finding["message"], is_opinion=is_opinion)
        if guardrail:
            yield from _unused(guardrail, used)


def _without(
    findings: Iterable[dict[str, Any]], allowances: Sequence[Allowance]
) -> tuple[list[dict[str, Any]], set[Allowance]]:
    """Part what is allowed from what is not; return the latter, and the allowances that were needed."""
    open_, used = [], set[Allowance]()
    for finding in findings:
        allowance = Allowance(finding["sid"], finding.get("subject", ""))
        if allowance in allowances:
            used.add(allowance)
        else:
            open_.append(finding)
    return open_, used


def _unused(guardrail: Guardrail, used: set[Allowance]) -> Iterator[LintFinding]:
    for allowance in guardrail.allowances:
        if allowance not in used:
            message = f"nothing is found about {allowance.subject}, so it needs no allowance"
            yield LintFinding(f"{guardrail.shown}/guardrail.yaml", allowance.sid, message)
