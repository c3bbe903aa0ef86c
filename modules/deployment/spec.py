"""What a user may say about where Terraform keeps state and whom it works as. No cdktf here."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from modules.deployment.bootstrap_spec import BootstrapSpec
from modules.deployment.state_access_spec import StateAccessSpec
from modules.specification.errors import LandingZoneError
from modules.specification.model import OptionalSection, RoleName, Spec
from modules.specification.regions import Region
from modules.specification.texts import BucketName, Hostname, KeyPrefix, matching

_KEY_ID = "(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_ALIAS = "alias/[A-Za-z0-9/_-]{1,250}"


class LocalBackendSpec(Spec):
    """State in files of this project, under `state/`: for trying things out alone."""

    type: Literal["local"]
    """State in local files."""


KmsKey = Annotated[
    str,
    AfterValidator(
        matching(
            rf"{_KEY_ID}|{_ALIAS}|arn:aws:kms:[a-z0-9-]+:[0-9]{{12}}:(key/{_KEY_ID}|{_ALIAS})",
            what="a KMS key must be given by its id, its alias or the ARN of one of them",
            why="S3 encrypts each state with it (AWS KMS API Reference, DescribeKey)",
            fix="write it like alias/landing-zone-state",
        )
    ),
    Field(examples=["alias/landing-zone-state"]),
]
"""`alias/landing-zone-state`: a key by its id or alias, or by the ARN of one of them."""

TableName = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z0-9_.-]{3,255}",
            what="a table must be given by its name",
            why="3 to 255 letters, digits and _ . - (Amazon DynamoDB API Reference, CreateTable)",
            fix="write it like acme-landing-zone-locks",
        )
    ),
    Field(examples=["acme-landing-zone-locks"]),
]
"""`acme-landing-zone-locks`: a DynamoDB table by its name."""

CloudOrganization = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z0-9_-]{3,40}",
            what="an organization of HCP Terraform must be given by its name",
            why="3 to 40 letters, digits, _ and -",
            fix="write the name that stands in the address: app.terraform.io/app/<name>",
        )
    ),
    Field(examples=["acme"]),
]

CloudProject = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z0-9_-]([A-Za-z0-9 _-]{1,38}[A-Za-z0-9_-])",
            what="a project of HCP Terraform must be given by its name",
            why="3 to 40 letters, digits, blanks, _ and -, with no blank at its ends",
            fix="write it like Landing Zone",
        )
    ),
    Field(examples=["Landing Zone"]),
]


class S3BackendSpec(Spec):
    """State in an S3 bucket, encrypted."""

    type: Literal["s3"]
    """State in an S3 bucket."""

    bucket: BucketName
    """The bucket's name. It exists before anything else is applied: somebody has made it, or `bootstrap` does."""

    region: Region
    """The bucket's region."""

    key_prefix: KeyPrefix = "landing-zone"
    """The start of each state's key; the rest is `<environment>/<workspace>.tfstate`."""

    kms_key_id: KmsKey | None = None
    """The key that encrypts the state; the bucket's own default where none is given."""

    dynamodb_table: TableName | None = None
    """The DynamoDB table that holds the lock, for any Terraform from 1.6 on."""

    use_lockfile: bool = False
    """Lock with a file beside the state instead of a table. Needs Terraform 1.10 or newer."""

    @model_validator(mode="after")
    def _the_key_is_in_the_bucket_s_region(self) -> Self:
        region = self.kms_key_id.split(":")[3] if self.kms_key_id and ":" in self.kms_key_id else self.region
        if region != self.region:
            raise LandingZoneError(
                "the key that encrypts the state must be in the bucket's region",
                got=f"{self.kms_key_id}, and a bucket in {self.region}",
                why="S3 encrypts with keys of the bucket's own region only (Amazon S3 User Guide, Using server-side "
                "encryption with AWS KMS keys)",
                fix=f"name a key in {self.region}, or mend the region",
                path=("kms_key_id",),
            )
        return self

    @model_validator(mode="after")
    def _a_lock(self) -> Self:
        if not (self.use_lockfile or self.dynamodb_table):
            raise LandingZoneError(
                "a state in S3 must be locked",
                got="neither dynamodb_table nor use_lockfile",
                why="two runs at once would each write over what the other one made, and lose it",
                fix="add `use_lockfile: true` with Terraform 1.10 or newer, `dynamodb_table` with an older one",
                path=("type",),
            )
        return self

    @model_validator(mode="after")
    def _one_lock(self) -> Self:
        if self.use_lockfile and self.dynamodb_table:
            raise LandingZoneError(
                "a state must be locked in one way",
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

    organization: CloudOrganization
    """The organization in HCP Terraform."""

    hostname: Hostname = "app.terraform.io"
    """The host, for Terraform Enterprise."""

    project: CloudProject | None = None
    """The project that the workspaces belong to."""


BackendSpec = Annotated[LocalBackendSpec | S3BackendSpec | CloudBackendSpec, Field(discriminator="type")]


class DeploymentSpec(Spec):
    """Where Terraform keeps state, and whom it works as in the management account."""

    backend: BackendSpec
    """Where Terraform keeps the state of every workspace: type `local`, `s3` or `cloud`."""

    management_role: RoleName | None = None
    """The role to assume in the management account; none where the caller's credentials are already there."""

    bootstrap: OptionalSection[BootstrapSpec] = None
    """What `main.py bootstrap` makes before anything else, where states are in S3: `{}` for the defaults. Without it,
    the bucket, its key and the lock table are somebody else's."""

    @model_validator(mode="after")
    def _bootstrap_makes_what_the_backend_names(self) -> Self:
        if self.bootstrap is None:
            return self
        if not isinstance(self.backend, S3BackendSpec):
            raise LandingZoneError(
                "bootstrap must have a backend of type s3",
                got=f"type: {self.backend.type}",
                why="it makes the bucket, the key and the table that such a backend names",
                fix="write `type: s3` with `bucket`, `region` and `kms_key_id`, or remove bootstrap",
                path=("bootstrap",),
            )
        key = self.backend.kms_key_id
        if key is None or not key.startswith("alias/") or key.startswith("alias/aws/"):
            raise LandingZoneError(
                "the key that bootstrap makes must be named by an alias",
                got=f"kms_key_id: {key}" if key else "no kms_key_id",
                why="nobody knows a key's id before it is made, and names that begin with alias/aws/ are AWS's own "
                "(AWS KMS API Reference, CreateAlias)",
                fix="write it like kms_key_id: alias/landing-zone-state",
                path=("backend",),
            )
        return self

    @model_validator(mode="after")
    def _access_is_by_key_of_the_bucket(self) -> Self:
        if self.state_access and isinstance(self.backend, S3BackendSpec) and self.backend.dynamodb_table:
            raise LandingZoneError(
                "states whose access is limited must be locked beside themselves",
                got=f"dynamodb_table: {self.backend.dynamodb_table}",
                why="a table of locks has the digests of all states, and would need the same limits once more",
                fix="lock with `use_lockfile: true` (Terraform 1.10 or newer), or remove bootstrap.access",
                path=("backend",),
            )
        return self

    @property
    def state_access(self) -> StateAccessSpec | None:
        """Who gets to which state; none where that is not limited, or where states are not in S3, as in a preview."""
        return self.bootstrap.access if self.bootstrap and isinstance(self.backend, S3BackendSpec) else None
