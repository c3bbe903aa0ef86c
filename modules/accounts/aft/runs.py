"""Where the Terraform of AFT's pipelines runs: in CodeBuild, in HCP Terraform, or in Terraform Enterprise."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from modules.deployment.spec import CloudOrganization, CloudProject
from modules.specification.model import OptionalSection, Spec
from modules.specification.texts import Hostname, matching

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

    hostname: Hostname = "app.terraform.io"
    """The host that identities come from."""


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
