"""Where the Terraform of AFT's pipelines runs: in CodeBuild, in HCP Terraform, or in Terraform Enterprise."""

from __future__ import annotations

from typing import Literal

from modules.deployment.spec import CloudOrganization, CloudProject
from modules.specification.model import OptionalSection, Spec
from modules.specification.texts import Hostname


class OssRunsSpec(Spec):
    """Terraform runs in AFT's own builds; states are in a bucket of AFT's management account."""

    distribution: Literal["oss"]
    """Terraform runs in AFT's own builds."""


class OidcSpec(Spec):
    """Runs prove by OpenID Connect who they are, and keep no AWS credentials."""

    audience: str = "aws.workload.identity"
    """The audience that the identity provider in AWS knows."""

    hostname: Hostname = "app.terraform.io"
    """The host that identities come from."""


class TfcRunsSpec(Spec):
    """Terraform runs in HCP Terraform, a workspace for each account and kind of customization."""

    distribution: Literal["tfc"]
    """Terraform runs in HCP Terraform."""

    organization: CloudOrganization
    """The organization there."""

    project: CloudProject = "Default Project"
    """The project that workspaces belong to. It is there before AFT is, among the organization's first twenty."""

    oidc: OptionalSection[OidcSpec] = None
    """How runs get at AWS: by OpenID Connect (`{}`), or, without this, with credentials of an hour in the workspace."""


class TfeRunsSpec(Spec):
    """Terraform runs in Terraform Enterprise, a workspace for each account and kind of customization."""

    distribution: Literal["tfe"]
    """Terraform runs in Terraform Enterprise."""

    hostname: Hostname
    """Its host."""

    organization: CloudOrganization
    """The organization there."""

    project: CloudProject = "Default Project"
    """The project that workspaces belong to. It is there before AFT is, among the organization's first twenty."""

    oidc: OptionalSection[OidcSpec] = None
    """How runs get at AWS: by OpenID Connect (`{}`), or, without this, with credentials of an hour in the workspace."""


AftRunsSpec = OssRunsSpec | TfcRunsSpec | TfeRunsSpec
