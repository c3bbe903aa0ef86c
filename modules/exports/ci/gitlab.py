"""A file of jobs for GitLab CI/CD: they review, deploy and look for drift."""

from __future__ import annotations

from collections.abc import Sequence

from modules.exports.ci.delivered import DeliveredEnvironment, trusting
from modules.exports.ci.templates import rendered
from modules.specification.errors import LandingZoneError

JOBS = ".gitlab/landing-zone.yml"


def jobs(environments: Sequence[DeliveredEnvironment]) -> dict[str, str]:
    """Return the file of jobs, by its path.

    Args:
        environments: What they deliver, in the order in which a change gets there.

    Raises:
        LandingZoneError: an environment is not delivered by GitLab, or two are delivered in different ways.

    """
    specs = {each.name: trusting(each, each.spec.gitlab, "GitLab") for each in environments}
    ways = {(spec.project, spec.branch, spec.audience, spec.plans_merge_requests) for spec in specs.values()}
    if len(ways) > 1:
        raise LandingZoneError(
            "environments of one pipeline must agree on project, branch, audience and who plans",
            got="; ".join(f"{name}: {spec.project}, {spec.branch}, {spec.audience}" for name, spec in specs.items()),
            why="one file of jobs delivers all of them",
            fix="mend `delivery.gitlab`, or export each environment to a project of its own",
        )
    ((_, branch, audience, plans_merge_requests),) = ways
    values = {
        "environments": environments,
        "branch": branch,
        "audience": audience,
        "plans_merge_requests": plans_merge_requests,
    }
    return {JOBS: rendered("gitlab", "landing-zone.yml", values)}
