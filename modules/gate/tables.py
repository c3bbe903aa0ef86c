"""The gate's report as a person reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from modules.gate.report import CheckedFile, Failure, FailureKind, Finding, GateReport

SHOWN_ADDRESSES = 5
"""Addresses of one rule that are written out; a thousand accounts may break it alike."""

_ACCOUNT_WORKSPACE = re.compile(r"^(.+?-account)-.+$")


def tables(report: GateReport) -> RenderableType:
    """Lay out a report: what was checked, open findings by rule, other failures, and the verdict."""
    others = [failure for failure in report.failures if failure.kind is not FailureKind.FINDING]
    parts: list[RenderableType] = [checked_table(report)]
    if report.findings:
        parts.append(findings_table(report.findings))
    if others:
        parts.append(failures_table(others))
    return Group(*parts, _verdict(report))


def checked_table(report: GateReport) -> Table:
    """Count, for each kind of workspace and each module, what was checked and what came of it."""
    table = Table(title="Checked by the gate", box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("workspaces and modules")
    for heading in ("files", "resources", "checks passed", "findings", "accepted"):
        table.add_column(heading, justify="right")
    kinds = {file.path: kind_of(file) for file in report.files}
    for kind in sorted(set(kinds.values())):
        files = [file for file in report.files if kind_of(file) == kind]
        counts = (
            len(files),
            sum(file.resources for file in files),
            sum(file.checks_passed for file in files),
            sum(kinds[finding.file] == kind for finding in report.findings),
            sum(kinds[finding.file] == kind for finding in report.accepted),
        )
        table.add_row(escape(kind), *map(str, counts))
    return table


def findings_table(findings: Iterable[Finding]) -> Table:
    """List open findings by rule: where, why, and what to do."""
    table = Table(title="Findings", box=box.SIMPLE_HEAD, title_justify="left", show_lines=True)
    for heading in ("rule", "where", "why and what to do"):
        table.add_column(heading, overflow="fold")
    for (rule, name, fix), group in groupby(sorted(findings, key=_by_rule), key=_by_rule):
        places = [finding.place for finding in group]
        more = [f"and {len(places) - SHOWN_ADDRESSES} more"] if len(places) > SHOWN_ADDRESSES else []
        where = "\n".join([*places[:SHOWN_ADDRESSES], *more])
        table.add_row(rule, escape(where), escape(f"{name}\n{fix}"))
    return table


def failures_table(failures: Iterable[Failure]) -> Table:
    """List every other reason for which the gate fails."""
    table = Table(title="Failures of the check itself", box=box.SIMPLE_HEAD, title_justify="left", show_lines=True)
    for heading in ("kind", "where", "what", "fix"):
        table.add_column(heading, overflow="fold")
    for failure in sorted(failures):
        table.add_row(failure.kind, escape(failure.where), escape(failure.what), escape(failure.fix))
    return table


def kind_of(file: CheckedFile) -> str:
    """Name the row that counts a file: its module, all account workspaces of its environment, or its workspace."""
    if file.is_module:
        return f"module {file.location}"
    return _ACCOUNT_WORKSPACE.sub(r"\1-*", file.location)


def _by_rule(finding: Finding) -> tuple[str, str, str]:
    return finding.check_id, finding.check_name, finding.fix


def _verdict(report: GateReport) -> str:
    if report.ok:
        return f"[green]The gate is open[/] (files: {len(report.files)}, accepted findings: {len(report.accepted)})"
    return f"[red]The gate is shut[/] (failures: {len(report.failures)})"
