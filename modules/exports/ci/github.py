"""Workflows of GitHub Actions: one that reviews, one that deploys, one that looks for drift."""

from __future__ import annotations

from collections.abc import Sequence

from modules.delivery.spec import GitHubSpec
from modules.exports.ci.delivered import DeliveredEnvironment, trusting
from modules.exports.ci.pins import CHECKOUT, CREDENTIALS, DOWNLOAD, SETUP_PYTHON, UPLOAD
from modules.exports.ci.templates import rendered
from modules.specification.errors import LandingZoneError

WORKFLOWS = ".github/workflows"
REVIEW, DEPLOY, DRIFT = (f"{WORKFLOWS}/landing-zone-{name}.yml" for name in ("review", "deploy", "drift"))


def workflows(environments: Sequence[DeliveredEnvironment]) -> dict[str, str]:
    """Return the workflows of a repository, by path.

    Args:
        environments: What they deliver, in the order in which a change gets there.

    Raises:
        LandingZoneError: an environment is not delivered by GitHub, two are delivered by different repositories or
            branches, or a role trusts another workflow.

    """
    specs = {each.name: trusting(each, each.spec.github, "GitHub") for each in environments}
    branch = _shared(specs)
    deploy = _deploying(specs)
    values = {
        "environments": environments,
        "approval": {name: spec.environment for name, spec in specs.items()},
        "branch": branch,
        "checkout": CHECKOUT,
        "setup_python": SETUP_PYTHON,
        "credentials": CREDENTIALS,
        "upload": UPLOAD,
        "download": DOWNLOAD,
    }
    written = {REVIEW: "review", deploy: "deploy", DRIFT: "drift"}
    return {path: rendered("github", f"{name}.yml", values) for path, name in written.items()}


def _shared(specs: dict[str, GitHubSpec]) -> str:
    """Return the branch that all environments are applied from."""
    places = {(spec.repository, spec.branch) for spec in specs.values()}
    approvals = {spec.environment for spec in specs.values()}
    if len(places) > 1 or len(approvals) < len(specs):
        raise LandingZoneError(
            "environments of one pipeline must share repository and branch, and differ in who approves",
            got="; ".join(
                f"{name}: {spec.repository}, {spec.branch}, environment {spec.environment}"
                for name, spec in specs.items()
            ),
            why="one workflow applies them one after the other, each once its own environment in GitHub admits it",
            fix="mend `delivery.github`, or export each environment to a repository of its own",
        )
    ((_, branch),) = places
    return branch


def _deploying(specs: dict[str, GitHubSpec]) -> str:
    """Return the workflow that applies: the one that roles trust, where they trust one alone."""
    named = {spec.workflow for spec in specs.values()} - {None}
    if len(named) > 1 or named & {REVIEW, DRIFT}:
        raise LandingZoneError(
            "environments of one pipeline must be applied by one workflow that does nothing else",
            got=", ".join(f"{name}: {spec.workflow}" for name, spec in specs.items()),
            why="roles that apply trust jobs of the workflow that `delivery.github.workflow` names",
            fix=f"write `workflow: {DEPLOY}` in each, and deploy `delivery`",
        )
    return next(iter(named), None) or DEPLOY
