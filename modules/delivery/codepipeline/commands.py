"""What the builds of pipelines run: verbs of this project, as the roles of their phase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from modules.delivery.codepipeline.builds import Build

BRANCH_VARIABLE = "LANDING_ZONE_BRANCH"
"""The environment variable with the branch that pull requests are merged to."""

_PYTHON = ".venv/bin/python"


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineEnvironment:
    """What builds have to know of an environment."""

    name: str
    region: str
    """Its home region."""
    plan_roles: tuple[str, ...]
    """The ARNs of the roles of the management account that plan."""
    apply_roles: tuple[str, ...]
    """And of those that apply."""
    plans_pull_requests: bool

    def roles(self, build: Build) -> Sequence[str]:
        """Return the ARNs of the roles that a build works as."""
        if build is Build.APPLY:
            return self.apply_roles
        return () if build is Build.REVIEW and not self.plans_pull_requests else self.plan_roles


def buildspec(environment: PipelineEnvironment, build: Build) -> dict[str, Any]:
    """Return the buildspec of a build (AWS CodeBuild User Guide, Build specification reference for CodeBuild).

    It is part of the project of builds: whoever changes the repository changes no command of it.
    """
    roles = environment.roles(build)
    env: dict[str, Any] = {"shell": "bash"}
    phases: dict[str, Any] = {"install": {"runtime-versions": {"python": "3.11"}, "commands": ["make setup"]}}
    if roles:
        phases["pre_build"] = {"commands": [_profiles(roles, environment.region)]}
    phases["build"] = {"commands": _lines(environment, build)}
    written = {"version": 0.2, "env": env, "phases": phases}
    if build is not Build.REVIEW:
        return written
    # The branch is fetched as CodeBuild cloned the repository: with the connection, which only reads.
    env["git-credential-helper"] = "yes"
    review = _review(environment)
    phases["post_build"] = {"commands": [f"if [ -f {review} ]; then cat {review}; fi"]}
    return {**written, "artifacts": {"files": [review]}}


def _profiles(roles: Sequence[str], region: str) -> str:
    """Return the command that writes a profile for each role.

    CodeBuild gives the credentials of the service role as ECS does (AWS SDKs and Tools Reference Guide, Container
    credential provider); SDKs ask for a new session of a profile's role when one ends.
    """
    names = " ".join(role.rpartition("/")[2] for role in roles)
    account = roles[0].rpartition("/")[0]
    profile = f"[profile %s]\\nrole_arn = {account}/%s\\ncredential_source = EcsContainer\\nregion = {region}\\n"
    return f"""\
mkdir -p ~/.aws
for role in {names}; do
  printf '{profile}' "$role" "$role"
done > ~/.aws/config
"""


def _lines(environment: PipelineEnvironment, build: Build) -> list[str]:
    main, name = f"{_PYTHON} main.py", environment.name
    planned = "--plan --role-profiles" if environment.plans_pull_requests else "--no-plan"
    return {
        Build.REVIEW: [
            f"{main} check {name}",
            f'git fetch --quiet origin "${BRANCH_VARIABLE}"',
            f'{main} review {name} --base "$(git merge-base FETCH_HEAD HEAD)" {planned} --to {_review(environment)}',
        ],
        # Exit code 2 tells that there is something to change, which is what somebody then looks at.
        Build.PLAN: [f"{main} plan {name} --role-profiles || [ $? = 2 ]"],
        Build.APPLY: [f"{main} deploy {name} --role-profiles"],
        Build.DRIFT: [f"{main} drift {name} --role-profiles"],
    }[build]


def _review(environment: PipelineEnvironment) -> str:
    return f"{environment.name}.md"
