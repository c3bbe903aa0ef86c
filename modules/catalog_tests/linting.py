"""Whether CloudFormation would take a template: cfn-lint, with the registry's schemas of the region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from modules.catalog.library.product import ProductVersion
from modules.catalog_tests.expressions import Expressions
from modules.catalog_tests.fault import Candidate, Column, Fault
from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError


def lint_faults(candidate: Candidate, regions: Sequence[str]) -> Iterator[Fault]:
    """Give what is wrong with a template, and with the launches that test it.

    Args:
        candidate: The version.
        regions: Where it is launched.

    """
    unreadable = list(_unreadable(candidate))
    yield from (Fault(candidate.name, Column.LINT, text) for text in unreadable)
    if not unreadable:
        yield from (Fault(candidate.name, Column.LINT, text) for text in _matches(candidate.version, regions))


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


def _matches(version: ProductVersion, regions: Sequence[str]) -> Iterator[str]:
    from cfnlint.api import ManualArgs, lint_file  # noqa: PLC0415 - takes half a second

    for match in lint_file(version.template_path, config=ManualArgs(regions=list(regions))):
        yield f"line {match.linenumber}: {match.rule.id} {match.message}"
