"""Where the Terraform of AFT's pipelines runs: in CodeBuild, in HCP Terraform, or in Terraform Enterprise."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from modules.deployment.spec import CloudOrganization, CloudProject
from modules.specification.errors import LandingZoneError
from modules.specification.model import OptionalSection, Spec
from modules.specification.texts import Hostname, matching

REQUEST_WORKSPACE = "ct-aft-account-request"
PROVISIONING_WORKSPACE = "ct-aft-account-provisioning-customizations"
"""What AFT calls its two workspaces itself (AFT's buildspecs)."""

CloudWorkspace = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z0-9_-]{1,90}",
            what="a workspace of HCP Terraform must be given by its name",
            why="1 to 90 letters, digits, _ and -",
            fix="write it like ct-aft-account-request",
        )
    ),
    Field(examples=["ct-aft-account-request"]),
]


class OssRunsSpec(Spec):
    """Terraform runs in AFT's own builds; states are in a bucket of AFT's management account."""

    distribution: Literal["oss"]
    """Terraform runs in AFT's own builds."""


class OidcSpec(Spec):
    """Runs prove by OpenID Connect who they are, and keep no AWS credentials."""

    audience: Hostname = "aws.workload.identity"
    """The audience that the identity provider in AWS knows."""

    hostname: Hostname | None = None
    """The host that identities come from; without it the one that Terraform runs on."""


class _CloudRunsSpec(Spec):
    """What HCP Terraform and Terraform Enterprise have in common."""

    organization: CloudOrganization
    """The organization there."""

    project: CloudProject = "Default Project"
    """The project that workspaces belong to. It is there before AFT is, among the organization's first twenty."""

    oidc: OptionalSection[OidcSpec] = None
    """How runs get at AWS: by OpenID Connect (`{}`), or, without this, with credentials of an hour in the workspace."""

    request_workspace: CloudWorkspace | None = None
    """The workspace of account requests, where it is not AFT's `ct-aft-account-request`. Needs AFT 1.21.1."""

    provisioning_workspace: CloudWorkspace | None = None
    """The workspace of provisioning customizations, where it is not AFT's. Needs AFT 1.21.1."""

    @model_validator(mode="after")
    def _workspaces_are_two(self) -> Self:
        request = self.request_workspace or REQUEST_WORKSPACE
        if request == (self.provisioning_workspace or PROVISIONING_WORKSPACE):
            raise LandingZoneError(
                "requests and provisioning customizations must have workspaces of their own",
                got=f"{request} for both",
                why="a workspace has one state, and each apply would destroy what the other one has made",
                fix="give each a name of its own",
                path=("request_workspace",) if self.request_workspace else ("provisioning_workspace",),
            )
        return self


class TfcRunsSpec(_CloudRunsSpec):
    """Terraform runs in HCP Terraform, a workspace for each account and kind of customization."""

    distribution: Literal["tfc"]
    """Terraform runs in HCP Terraform."""


class TfeRunsSpec(_CloudRunsSpec):
    """Terraform runs in Terraform Enterprise, a workspace for each account and kind of customization."""

    distribution: Literal["tfe"]
    """Terraform runs in Terraform Enterprise."""

    hostname: Hostname
    """The host that it runs on."""


AftRunsSpec = OssRunsSpec | TfcRunsSpec | TfeRunsSpec
