"""What a user may say about AWS Control Tower. No cdktf here."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from typing_extensions import TypeAliasType

from modules.aws_limits import LOG_RETENTION_DAYS
from modules.specification.errors import LandingZoneError
from modules.specification.model import OptionalSection, Spec
from modules.specification.regions import Region
from modules.specification.texts import UnitPath, Word, matching

EXECUTION_ROLE = "AWSControlTowerExecution"
"""The role in every governed account that Control Tower works as."""

BLUEPRINT_ACCESS_ROLE = "AWSControlTowerBlueprintAccess"
"""The role by which Control Tower gets at blueprints of accounts, in the account that has them."""

BLUEPRINT_EXECUTION_ROLES = "AWSControlTower-BlueprintExecution-bp-*"
"""What a blueprint works as in its account; how it ends is Control Tower's to say (AWS Control Tower User Guide, Step
4. Call your blueprint to create a customized account)."""


class LandingZoneVersion(StrEnum):
    """Versions of Control Tower's landing zone whose manifest is known here."""

    V3_3 = "3.3"
    V4_0 = "4.0"


def _quoted_version(value: object) -> object:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        raise LandingZoneError(
            "a landing zone's version must be a text in quotes",
            got=value,
            why="without quotes YAML reads a number, and a number does not tell 4.1 from 4.10",
            fix=f'write "{float(value)}"',
        )
    return value


KeyArn = Annotated[
    str,
    AfterValidator(
        matching(
            r"arn:aws:kms:[a-z0-9-]+:\d{12}:key/[0-9a-f]{8}-[0-9a-f-]{27}",
            what="Control Tower's key must be given by its ARN, and be of one region only",
            why="Control Tower takes neither an alias nor a key of several regions, whose id begins with mrk- "
            "(AWS Control Tower User Guide, Optionally configure AWS KMS keys)",
            fix="write it like arn:aws:kms:eu-west-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef",
        )
    ),
    Field(examples=["arn:aws:kms:eu-west-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef"]),
]
"""The ARN of a symmetric KMS key of one region."""


# Named, so that the reference and editors tell the keys of the three levels apart.
Unit = TypeAliasType("Unit", Annotated[UnitPath, Field(min_length=1)])
Control = TypeAliasType("Control", Annotated[Word, Field(min_length=1, examples=["CT.SAGEMAKER.PR.1"])])
Parameter = TypeAliasType("Parameter", Annotated[Word, Field(min_length=1, examples=["ExemptedPrincipalArns"])])
Values = Annotated[tuple[Word, ...], Field(min_length=1)]


class LoggingSpec(Spec):
    """What Control Tower collects in the log archive account, and how long it keeps that."""

    enabled: bool = True
    """Whether there is a trail of the whole organization."""

    retention_days: int = Field(default=365, ge=1, le=LOG_RETENTION_DAYS.value)
    """Days for which logs are kept: 1 to 5475."""

    access_log_retention_days: int = Field(default=3_650, ge=1, le=LOG_RETENTION_DAYS.value)
    """Days for which the log of who read the logs is kept: 1 to 5475."""


class LogKeySpec(Spec):
    """The KMS key that encrypts what Control Tower collects. An empty `{}` makes one here, which rotates."""

    arn: KeyArn | None = None
    """A key that exists already, in the management account and the home region; its policy must let Config and
    CloudTrail use it. Without it one is made here."""

    deletion_days: int = Field(default=30, ge=7, le=30)
    """Days between asking for the deletion of the key made here and its end: 7 to 30."""


class ControlTowerLandingZoneSpec(Spec):
    """Control Tower's landing zone, where this project sets it up. An empty `{}` takes all defaults."""

    version: Annotated[LandingZoneVersion, BeforeValidator(_quoted_version)] = LandingZoneVersion.V4_0
    """The landing zone's version, in quotes. AWS sets up only its latest, which is 4.0; 3.3 is for a landing zone that
    has it already and was imported."""

    governed_regions: tuple[Region, ...] | None = Field(default=None, min_length=1)
    """Regions that Control Tower governs; the home region is one of them. The default is `organization.regions`."""

    logging: LoggingSpec = LoggingSpec()
    """What Control Tower collects in the log archive account."""

    kms_key: OptionalSection[LogKeySpec] = None
    """The key that encrypts what is collected. Without it S3's own keys do."""

    access_management: bool = True
    """Whether Control Tower sets up IAM Identity Center, with its groups and permission sets."""

    security_roles: bool = True
    """Whether the security tooling account gets roles in all accounts. Only 4.0 can do without, and then Control Tower
    leaves IAM Identity Center alone too."""

    @model_validator(mode="after")
    def _has_the_security_roles_it_needs(self) -> Self:
        old = self.version is LandingZoneVersion.V3_3
        if not self.security_roles and (old or self.access_management):
            raise LandingZoneError(
                "the landing zone must have its security roles",
                got="security_roles: false",
                why="only version 4.0 can be without them"
                if old
                else "Control Tower sets up IAM Identity Center only together with them",
                fix="remove it" if old else "remove it, or add `access_management: false`",
                path=("security_roles",),
            )
        return self


class ControlTowerSpec(Spec):
    """AWS Control Tower: its landing zone, and the controls of organizational units."""

    landing_zone: OptionalSection[ControlTowerLandingZoneSpec] = None
    """The landing zone, where this project sets it up. Without it there is one already, that something else manages;
    controls can be bound all the same."""

    controls: dict[Unit, dict[Control, dict[Parameter, Values]]] = Field(default_factory=dict)
    """Controls by organizational unit (as a path) and by their name in `policies/controls`, each with its parameters:
    `CT.SAGEMAKER.PR.1: {}`. A preventive control holds in the units below too; all others hold only in the unit that
    names them."""
