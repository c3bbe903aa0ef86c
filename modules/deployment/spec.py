"""What a user may say about where Terraform keeps state and whom it works as. No cdktf here."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from modules.aws_limits import S3_BUCKET_NAME_LENGTH
from modules.specification.errors import LandingZoneError
from modules.specification.model import Region, RoleName, Spec, matching


class LocalBackendSpec(Spec):
    """State in files of this project, under `state/`: for trying things out alone."""

    type: Literal["local"]
    """State in local files."""


BucketName = Annotated[
    str,
    AfterValidator(
        matching(
            rf"[a-z0-9][a-z0-9.-]{{1,{S3_BUCKET_NAME_LENGTH.value - 2}}}[a-z0-9]",
            what="a bucket's name must be one that S3 accepts",
            why=f"3 to {S3_BUCKET_NAME_LENGTH}; lower-case letters, digits, dots and hyphens, "
            "a letter or digit at both ends",
            fix="write the bare name, for example acme-landing-zone-state",
        )
    ),
    Field(examples=["acme-landing-zone-state"]),
]


class S3BackendSpec(Spec):
    """State in an S3 bucket, encrypted."""

    type: Literal["s3"]
    """State in an S3 bucket."""

    bucket: BucketName
    """The bucket's name. It exists before anything here is applied."""

    region: Region
    """The bucket's region."""

    key_prefix: str = "landing-zone"
    """The start of each state's key; the rest is `<environment>/<workspace>.tfstate`."""

    kms_key_id: str | None = None
    """The key that encrypts the state; the bucket's own default where none is given."""

    dynamodb_table: str | None = None
    """The DynamoDB table that holds the lock, for any Terraform from 1.6 on."""

    use_lockfile: bool = False
    """Lock with a file beside the state instead of a table. Needs Terraform 1.10 or newer."""

    @model_validator(mode="after")
    def _one_lock(self) -> Self:
        if self.use_lockfile and self.dynamodb_table:
            raise LandingZoneError(
                "a state is locked in one way",
                got=f"use_lockfile: true and dynamodb_table: {self.dynamodb_table}",
                why="two runs that lock in different ways do not see each other",
                fix="keep dynamodb_table for Terraform older than 1.10, use_lockfile otherwise",
                path=("use_lockfile",),
            )
        return self


class CloudBackendSpec(Spec):
    """State and runs in HCP Terraform or Terraform Enterprise; a workspace there has the same name as here."""

    type: Literal["cloud"]
    """State in HCP Terraform or Terraform Enterprise."""

    organization: str = Field(min_length=1)
    """The organization in HCP Terraform."""

    hostname: str = "app.terraform.io"
    """The host, for Terraform Enterprise."""

    project: str | None = None
    """The project that the workspaces belong to."""


BackendSpec = Annotated[LocalBackendSpec | S3BackendSpec | CloudBackendSpec, Field(discriminator="type")]


class DeploymentSpec(Spec):
    """Where Terraform keeps state, and whom it works as in the management account."""

    backend: BackendSpec
    """Where Terraform keeps the state of every workspace: type `local`, `s3` or `cloud`."""

    management_role: RoleName | None = None
    """The role to assume in the management account; none where the caller's credentials are already there."""
