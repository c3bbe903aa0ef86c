"""The report of drift, for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from modules.drift.finding import Difference, Finding, Remedy
from modules.drift.judging import by_severity
from modules.drift.severities import severities

_LONGEST = 160
"""Characters of a value that are shown; all of it is in the JSON."""
_UNJUDGED = "of types that nobody has judged yet (policies/drift/severities.yaml)"


def print_findings(console: Console, findings: Iterable[Finding], *, environment: str, stacks: Path) -> None:
    """Print what was changed outside Terraform, what matters most first, and what to do about each."""
    means = {severity.name: f"{severity.name}: {severity.means}" for severity in severities()}
    for severity, group in groupby(by_severity(findings), key=lambda finding: finding.severity):
        console.print(f"\n[bold]{escape(means.get(severity, _UNJUDGED))}[/]")
        for finding in group:
            gone = ", which is gone" if finding.is_gone else ""
            name = finding.workspace.removeprefix(f"{environment}-")
            console.print(f"  [red]~[/] {escape(f'{name}: {finding.address}{gone}')}", soft_wrap=True)
            for difference in finding.differences:
                console.print(f"      {escape(_changed(difference))}", soft_wrap=True)
            if finding.words:
                console.print(f"      {escape(finding.words)}", soft_wrap=True)
            for step in next_steps(finding, environment=environment, stacks=stacks):
                console.print(f"    [dim]{escape(step)}[/]", soft_wrap=True)


def next_steps(finding: Finding, *, environment: str, stacks: Path) -> Sequence[str]:
    """Say what can be done about a finding: deploy again, adopt it, or accept it."""
    name = finding.workspace.removeprefix(f"{environment}-")
    deploy = f"python main.py deploy {environment} {name}"
    accept = f"terraform -chdir={stacks / finding.workspace} apply -refresh-only"
    match finding.remedy:
        case Remedy.SET_BACK | Remedy.REPLACED:
            how = "sets it back" if finding.remedy is Remedy.SET_BACK else "replaces it"
            return f"deploy: {deploy} {how}", f"adopt: write it into the YAML, then: {accept}"
        case Remedy.CREATED:
            return f"deploy: {deploy} creates it again", f"adopt: take it out of the YAML, then: {accept}"
        case Remedy.DESTROYED:
            return f"deploy: {deploy} destroys it; the YAML has it no more", "adopt: bring it back into the YAML"
        case Remedy.LEFT:
            return "no deploy changes it: undo it where it was made", f"accept: {accept}"
        case Remedy.NOT_MOVED:
            return "move it in AWS Organizations", "adopt: write the unit that it is in into the YAML"
        case Remedy.UNKNOWN:
            return (f"see what a deploy does about it: python main.py plan {environment} {name}", f"accept: {accept}")


def for_machines(findings: Iterable[Finding], *, environment: str, stacks: Path) -> list[dict[str, Any]]:
    """Return the findings for machines, in the order of the report."""
    return [
        {
            "severity": finding.severity or "unjudged",
            "workspace": finding.workspace,
            "address": finding.address,
            "type": finding.type,
            "gone": finding.is_gone,
            "changes": [
                {"path": each.path, "before": each.before, "after": each.after} for each in finding.differences
            ],
            "words": finding.words,
            "deploy": str(finding.remedy),
            "next": list(next_steps(finding, environment=environment, stacks=stacks)),
        }
        for finding in by_severity(findings)
    ]


def _changed(difference: Difference) -> str:
    return f"{difference.path}: {_short(difference.before)} -> {_short(difference.after)}"


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
