"""Whether CloudFormation would take a template: cfn-lint, with the registry's schemas of the region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from modules.catalog_tests.expressions import Expressions
from modules.catalog_tests.fault import Candidate, Column, Fault
from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError


def lint_faults(candidates: Sequence[Candidate], regions: Sequence[str]) -> Iterator[Fault]:
    """Give what is wrong with templates, and with the launches that test them.

    Args:
        candidates: The versions.
        regions: Where they are launched.

    """
    readable = {}
    for candidate in candidates:
        unreadable = list(_unreadable(candidate))
        yield from (Fault(candidate.name, Column.LINT, text) for text in unreadable)
        if not unreadable:
            readable[str(candidate.version.template_path)] = candidate.name
    for path, text in _matches([*readable], regions):
        yield Fault(readable[path], Column.LINT, text)


def is_readable(candidate: Candidate) -> bool:
    """Whether anything more can be known of a version: its template is read, and each test gives it its values."""
    return not any(_unreadable(candidate))


def _unreadable(candidate: Candidate) -> Iterator[str]:
    try:
        template = candidate.version.template
    except InvalidEnvironmentError as invalid:
        yield from (f"line {problem.line}: {problem.got}" for problem in invalid.problems)
        return
    if not candidate.tests:
        yield "no test launches it: each has parameters that it lacks"
    for test in candidate.tests:
        unknown = sorted({*test.parameters, *test.changes} - template.get("Parameters", {}).keys())
        if unknown:
            yield f"test `{test.name}`: no parameter {', '.join(unknown)}"
        try:
            Expressions(template, test.parameters, {}, {}).resources()
        except (LandingZoneError, LookupError) as error:
            yield f"test `{test.name}`: {str(error).splitlines()[0]}"


def _matches(paths: list[str], regions: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give what cfn-lint says of which file, in one run: reading its rules takes longer than a template does."""
    from cfnlint.api import ManualArgs, lint_by_config  # noqa: PLC0415 - takes half a second

    if paths:  # without any it would look for templates by itself
        for match in lint_by_config(ManualArgs(templates=paths, regions=list(regions))):
            yield match.filename, f"line {match.linenumber}: {match.rule.id} {match.message}"
