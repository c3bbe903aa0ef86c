"""Who may work as a role that plans or applies: conditions on whom a token is made for, and on what it is of.

Each condition is exact, so that no fork, other branch or other project gets in (IAM User Guide, Create a role for
OpenID Connect federation). No cdktf here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modules.delivery.classes import Phase
from modules.delivery.codepipeline.builds import BuildsPlace, working_as
from modules.delivery.spec import GITHUB_HOST, CodePipelineSpec, GitHubSpec, GitLabSpec
from modules.storage.statements import Statement, trust_roles

GITHUB_AUDIENCE = "sts.amazonaws.com"
"""What AWS's own action asks tokens for."""


def provider_arn(account_id: str, host: str) -> str:
    """Return the ARN of an account's identity provider for a host."""
    return f"arn:aws:iam::{account_id}:oidc-provider/{host}"


def trust_github(spec: GitHubSpec, phase: Phase, account_id: str) -> Statement:
    """Let jobs of a repository of GitHub plan for pull requests and the branch, or apply the branch once approved.

    GitHub Docs, OpenID Connect reference: what a job is of stands behind the repository, as `pull_request`, or as the
    environment that it is in, which says nothing of its branch.
    """
    subject = github_subject(spec)
    claims: dict[str, str | list[str]]
    if phase is Phase.PLAN:
        claims = {"sub": [f"{subject}:pull_request", f"{subject}:ref:refs/heads/{spec.branch}"]}
    else:
        ref = f"refs/heads/{spec.branch}"
        claims = {"sub": f"{subject}:environment:{spec.environment}", "ref": ref}
        if spec.workflow:
            claims["job_workflow_ref"] = f"{spec.repository}/{spec.workflow}@{ref}"
    if spec.names_only:
        claims["repository_id"] = str(spec.repository_id)
    return _trust("GitHub", account_id, GITHUB_HOST, {"aud": GITHUB_AUDIENCE, **claims})


def github_subject(spec: GitHubSpec) -> str:
    """Return how the subject of a repository's tokens begins: with numbers, unless the repository is an older one."""
    if spec.names_only:
        return f"repo:{spec.repository}"
    owner, _, name = spec.repository.partition("/")
    return f"repo:{owner}@{spec.owner_id}/{name}@{spec.repository_id}"


def trust_gitlab(spec: GitLabSpec, phase: Phase, account_id: str) -> Statement:
    """Let jobs of a project of GitLab plan, or apply the branch.

    GitLab Docs, OpenID Connect (OIDC) Authentication Using ID Tokens: the subject names project and branch. A pattern
    stands for the branch alone, for a project's path has no colon.
    """
    branches = f"project_path:{spec.project}:ref_type:branch:ref:"
    if phase is Phase.PLAN and spec.plans_merge_requests:
        statement = _trust("GitLab", account_id, spec.host, {"aud": spec.audience})
        statement["Condition"]["StringLike"] = {f"{spec.host}:sub": f"{branches}*"}
        return statement
    return _trust("GitLab", account_id, spec.host, {"aud": spec.audience, "sub": f"{branches}{spec.branch}"})


def trust_builds(spec: CodePipelineSpec, phase: Phase, place: BuildsPlace, environment: str) -> Statement:
    """Let the service roles of an environment's builds work as a role: those that plan, or the one that applies.

    A session of a role has the role's ARN as `aws:PrincipalArn` (IAM User Guide, AWS global condition context keys).
    """
    roles = [place.role_arn(environment, build) for build in working_as(spec, phase)]
    return trust_roles("CodeBuild", place.account_id, roles)


def trust_hcp(host: str, audience: str, *, provider: Any, subjects: Any) -> Statement:
    """Let runs of HCP Terraform work as a role, each of one workspace in one phase.

    HCP Terraform documentation, Use dynamic credentials with the AWS provider: the subject names organization, project,
    workspace and phase. AWS has condition keys for no other claim of it than `sub`, `aud` and `amr` (IAM User Guide,
    IAM and AWS STS condition context keys).

    Args:
        host: The host that issues the tokens.
        audience: Whom they are made for.
        provider: The ARN of the identity provider, or what refers to it in a template.
        subjects: Whole subjects, or what refers to them.

    """
    return _trusting("HCP", provider, host, {"aud": audience, "sub": subjects})


def _trust(sid: str, account_id: str, host: str, claims: dict[str, str | list[str]]) -> Statement:
    return _trusting(sid, provider_arn(account_id, host), host, claims)


def _trusting(sid: str, provider: Any, host: str, claims: Mapping[str, Any]) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Federated": provider},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": {f"{host}:{claim}": value for claim, value in claims.items()}},
    }
