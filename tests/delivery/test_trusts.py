"""Trust policies: each names exactly one repository, project or build, and what it is let in for."""

from __future__ import annotations

import pytest

from modules.delivery.classes import AccountClass, Phase, role_name
from modules.delivery.codepipeline.builds import Build, place_of
from modules.delivery.spec import CodePipelineSpec, GitHubSpec, GitLabSpec
from modules.delivery.trusts import trust_builds, trust_github, trust_gitlab
from modules.storage.statements import Statement

ACCOUNT = "111111111111"
GITHUB = GitHubSpec(repository="acme/landing-zone", owner_id=12, repository_id=34)
GITLAB = GitLabSpec(project="acme/platform/landing-zone")
HOST = "token.actions.githubusercontent.com"


def claims(statement: Statement) -> dict[str, object]:
    """Return the conditions of a trust by claim, without what stands before each."""
    found = (entries for entries in statement["Condition"].values())
    return {key.rpartition(":")[2]: value for entries in found for key, value in entries.items()}


class TestGitHub:
    def test_subjects_have_the_numbers_of_owner_and_repository(self) -> None:
        assert claims(trust_github(GITHUB, Phase.PLAN, ACCOUNT)) == {
            "aud": "sts.amazonaws.com",
            "sub": [
                "repo:acme@12/landing-zone@34:pull_request",
                "repo:acme@12/landing-zone@34:ref:refs/heads/main",
            ],
        }

    def test_an_older_repository_is_known_by_its_number_all_the_same(self) -> None:
        older = GITHUB.model_copy(update={"names_only": True})
        assert claims(trust_github(older, Phase.APPLY, ACCOUNT)) == {
            "aud": "sts.amazonaws.com",
            "sub": "repo:acme/landing-zone:environment:production",
            "ref": "refs/heads/main",
            "repository_id": "34",
        }

    def test_only_the_workflow_of_the_branch_applies_where_one_is_named(self) -> None:
        narrowed = GITHUB.model_copy(update={"workflow": ".github/workflows/deploy.yaml"})
        told = claims(trust_github(narrowed, Phase.APPLY, ACCOUNT))
        assert told["job_workflow_ref"] == "acme/landing-zone/.github/workflows/deploy.yaml@refs/heads/main"

    def test_the_issuer_is_the_account_s_own_provider(self) -> None:
        statement = trust_github(GITHUB, Phase.PLAN, ACCOUNT)
        assert statement["Principal"] == {"Federated": f"arn:aws:iam::{ACCOUNT}:oidc-provider/{HOST}"}


class TestGitLab:
    @pytest.mark.parametrize("phase", Phase)
    def test_only_the_branch_gets_in(self, phase: Phase) -> None:
        statement = trust_gitlab(GITLAB, phase, ACCOUNT)
        subject = "project_path:acme/platform/landing-zone:ref_type:branch:ref:main"
        assert statement["Condition"] == {
            "StringEquals": {"gitlab.com:aud": "sts.amazonaws.com", "gitlab.com:sub": subject}
        }

    def test_merge_requests_plan_where_that_is_said_and_never_apply(self) -> None:
        open_to_branches = GITLAB.model_copy(update={"plans_merge_requests": True})
        plan = trust_gitlab(open_to_branches, Phase.PLAN, ACCOUNT)
        assert plan["Condition"]["StringLike"] == {
            "gitlab.com:sub": "project_path:acme/platform/landing-zone:ref_type:branch:ref:*"
        }
        assert "StringLike" not in trust_gitlab(open_to_branches, Phase.APPLY, ACCOUNT)["Condition"]


class TestBuilds:
    def test_service_roles_of_the_environment_s_builds_work_as_a_role_wherever_they_are(self) -> None:
        spec = CodePipelineSpec(account="333333333333")
        place = place_of(spec, management_id=ACCOUNT, region="eu-west-1")
        assert trust_builds(spec, Phase.PLAN, place, "staging") == {
            "Sid": "CodeBuild",
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::333333333333:root"},
            "Action": "sts:AssumeRole",
            "Condition": {
                "ArnEquals": {
                    "aws:PrincipalArn": [
                        "arn:aws:iam::333333333333:role/landing-zone-staging-plan",
                        "arn:aws:iam::333333333333:role/landing-zone-staging-drift",
                    ]
                }
            },
        }

    def test_pull_requests_plan_where_that_is_said_and_never_apply(self) -> None:
        spec = CodePipelineSpec(plans_pull_requests=True)
        place = place_of(spec, management_id=ACCOUNT, region="eu-west-1")
        review = f"arn:aws:iam::{ACCOUNT}:role/landing-zone-staging-review"
        trusted = {
            phase: trust_builds(spec, phase, place, "staging")["Condition"]["ArnEquals"]["aws:PrincipalArn"]
            for phase in Phase
        }
        assert review in trusted[Phase.PLAN]
        assert trusted[Phase.APPLY] == [f"arn:aws:iam::{ACCOUNT}:role/landing-zone-staging-apply"]

    def test_no_service_role_is_called_like_a_role_that_it_works_as(self) -> None:
        place = place_of(CodePipelineSpec(), management_id=ACCOUNT, region="eu-west-1")
        working = {role_name(phase, of) for phase in Phase for of in AccountClass}
        assert not working & {place.name(of, build) for of in AccountClass for build in Build}
