"""Where AFT finds its four repositories, and its own source."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.texts import Hostname, matching


class VcsProvider(StrEnum):
    """What keeps repositories, as AFT calls it."""

    CODECOMMIT = "codecommit"
    BITBUCKET = "bitbucket"
    GITHUB = "github"
    GITHUB_ENTERPRISE = "githubenterprise"
    GITLAB = "gitlab"
    GITLAB_SELF_MANAGED = "gitlabselfmanaged"
    AZURE_DEVOPS = "azuredevops"


_WITH_GROUPS = (VcsProvider.GITLAB, VcsProvider.GITLAB_SELF_MANAGED)
"""Those whose owners are groups, one in another."""

SELF_MANAGED = (VcsProvider.GITHUB_ENTERPRISE, VcsProvider.GITLAB_SELF_MANAGED)
"""Those that have a host of their own."""

RepositoryName = Annotated[
    str,
    AfterValidator(
        matching(
            r"(?!\.{1,2}\Z)[A-Za-z0-9._-]+",
            what="a repository must be given by its name",
            why="AFT passes it to CodeConnections as it is, with its owner before it where there are owners",
            fix="write it like aft-account-request",
        )
    ),
    Field(max_length=100, examples=["aft-account-request"]),
]

OwnerName = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*",
            what="the owner of repositories must be given by its name",
            why="AFT passes it to CodeConnections as it is, before the name of each",
            fix="write it like acme",
        )
    ),
    Field(max_length=100, examples=["acme"]),
]

BranchName = Annotated[
    str,
    AfterValidator(
        matching(
            r"(?!-)[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*",
            what="a branch must be given by its name",
            why="AFT hands it to CodePipeline as it is",
            fix="write it like main",
        )
    ),
    Field(max_length=255, examples=["main"]),
]


class AftRepositoriesSpec(Spec):
    """AFT's repositories, in one place."""

    provider: VcsProvider = VcsProvider.CODECOMMIT
    """`codecommit`, `github`, `githubenterprise`, `gitlab`, `gitlabselfmanaged`, `bitbucket` or `azuredevops`."""

    hostname: Hostname | None = None
    """The host of `githubenterprise` or `gitlabselfmanaged`. Refused for others."""

    owner: OwnerName | None = None
    """Whose they are: an organization, a group, or with Azure DevOps `<organization>/<project>`. Refused with
    CodeCommit, required with others."""

    account_request: RepositoryName = "aft-account-request"
    """Requests of accounts."""

    global_customizations: RepositoryName = "aft-global-customizations"
    """What every account has."""

    account_customizations: RepositoryName = "aft-account-customizations"
    """What accounts of a kind have."""

    account_provisioning_customizations: RepositoryName = "aft-account-provisioning-customizations"
    """What happens while an account is being made."""

    branch: BranchName = "main"
    """The branch of each of them that AFT follows."""

    @model_validator(mode="after")
    def _an_owner_where_there_are_owners(self) -> Self:
        has_owners = self.provider is not VcsProvider.CODECOMMIT
        if has_owners is (self.owner is None):
            raise LandingZoneError(
                "repositories must have an owner with every provider but codecommit",
                got=f"provider {self.provider}, owner {self.owner or 'not given'}",
                why="AFT finds them as `owner/name`; in CodeCommit they are those of AFT's management account",
                fix="add `owner`, for example owner: acme" if has_owners else "remove `owner`",
                path=("provider",) if has_owners else ("owner",),
            )
        return self

    @model_validator(mode="after")
    def _an_owner_of_the_form_that_there_is(self) -> Self:
        names = self.owner.split("/") if self.owner else []
        is_of_azure = self.provider is VcsProvider.AZURE_DEVOPS
        if names and self.provider not in _WITH_GROUPS and len(names) != (2 if is_of_azure else 1):
            raise LandingZoneError(
                "the owner of repositories must be of the form that their provider has",
                got=f"provider {self.provider}, owner {self.owner}",
                why="Azure DevOps has projects in organizations, GitLab groups in groups, and others one owner "
                "(AWS CodeConnections User Guide, Create a connection)",
                fix="write it like acme/landing-zone: the organization and the project"
                if is_of_azure
                else "write the owner's name alone",
                path=("owner",),
            )
        return self

    @model_validator(mode="after")
    def _repositories_are_four(self) -> Self:
        names = [
            self.account_request,
            self.global_customizations,
            self.account_customizations,
            self.account_provisioning_customizations,
        ]
        twice = next((name for name in names if [each.lower() for each in names].count(name.lower()) > 1), None)
        if twice:
            raise LandingZoneError(
                "AFT's four repositories must have names of their own",
                got=f"{twice} twice",
                why="each is applied by a pipeline of its own, in another form",
                fix="give each another name",
            )
        return self

    @model_validator(mode="after")
    def _a_host_where_it_is_one_s_own(self) -> Self:
        if (self.provider in SELF_MANAGED) is (self.hostname is None):
            raise LandingZoneError(
                f"the host must be given with {' and '.join(SELF_MANAGED)}, and with no other provider",
                got=f"provider {self.provider}, hostname {self.hostname or 'not given'}",
                why="all others have one address for everybody",
                fix="remove `hostname`" if self.hostname else "add `hostname`, for example hostname: git.example.com",
                path=("hostname",) if self.hostname else ("provider",),
            )
        return self

    def full_name(self, name: str) -> str:
        """Return a repository's name as AFT asks for it: with its owner, where there are owners."""
        return f"{self.owner}/{name}" if self.owner else name
