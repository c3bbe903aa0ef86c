"""What AFT's module takes beside accounts, repositories and runs: features, builds, network, logs, backup.

Names, defaults and ranges are those of the module's inputs (AFT's `variables.tf`).
"""

from __future__ import annotations

from enum import StrEnum
from ipaddress import IPv4Network
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from modules.aws_limits import VPC_LARGEST_PREFIX, VPC_SMALLEST_PREFIX
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.resource_ids import SubnetId, VpcId
from modules.specification.texts import matching


class AftFeaturesSpec(Spec):
    """What AFT does on its own."""

    cloudtrail_data_events: bool = False
    """Whether it makes a trail of data events for the whole organization."""

    enterprise_support: bool = False
    """Whether it asks for Enterprise Support for each account."""

    delete_default_vpcs: bool = False
    """Whether it deletes default VPCs of its *own* management account. Those of vended accounts it leaves: here the
    baseline closes them."""


class ComputeType(StrEnum):
    """What CodeBuild runs on."""

    SMALL = "BUILD_GENERAL1_SMALL"
    MEDIUM = "BUILD_GENERAL1_MEDIUM"
    LARGE = "BUILD_GENERAL1_LARGE"


class AftCodeBuildSpec(Spec):
    """AFT's builds."""

    timeout_minutes: int = Field(default=60, ge=5, le=480)
    """After how many minutes a build is ended, 5 to 480. Its credentials last an hour, whatever this says."""

    compute_type: ComputeType = ComputeType.MEDIUM
    """What they run on."""


Range = Annotated[
    str,
    AfterValidator(
        matching(
            r"\d{1,3}(\.\d{1,3}){3}/\d{1,2}",
            what="a range must be written in CIDR form",
            why="AFT's module hands it to VPC as it is",
            fix="write it like 192.168.0.0/22",
        )
    ),
    Field(examples=["192.168.0.0/22"]),
]

TwoRanges = Annotated[tuple[Range, ...], Field(min_length=2, max_length=2)]


_OF_OWN_VPC = ("vpc_cidr", "private_subnets", "public_subnets")


class AftNetworkSpec(Spec):
    """The VPC of AFT's builds: its own, one that is there, or none."""

    enabled: bool = True
    """Whether builds and functions run in a VPC."""

    endpoints: bool = True
    """Whether that VPC has endpoints for the services that AFT uses."""

    vpc_cidr: Range = "192.168.0.0/22"
    """The range of AFT's own VPC."""

    private_subnets: TwoRanges = ("192.168.0.0/24", "192.168.1.0/24")
    """The ranges of its two private subnets."""

    public_subnets: TwoRanges = ("192.168.2.0/25", "192.168.2.128/25")
    """The ranges of its two public subnets."""

    vpc_id: VpcId | None = None
    """A VPC that is there already, for a new AFT only. `private_subnet_ids` then says where in it."""

    private_subnet_ids: tuple[SubnetId, ...] = ()
    """The subnets of that VPC that builds run in."""

    @model_validator(mode="after")
    def _subnets_go_with_their_vpc(self) -> Self:
        if (self.vpc_id is None) is not (not self.private_subnet_ids):
            raise LandingZoneError(
                "a VPC that is there already must come with its subnets",
                got=f"vpc_id {self.vpc_id or 'not given'}, {len(self.private_subnet_ids)} private_subnet_ids",
                why="AFT's builds run in these subnets, and it makes none in a VPC of others",
                fix="give both, or neither",
                path=("vpc_id",) if self.vpc_id else ("private_subnet_ids",),
            )
        return self

    @model_validator(mode="after")
    def _ranges_are_of_a_vpc_that_is_made(self) -> Self:
        ranges = [name for name in _OF_OWN_VPC if name in self.model_fields_set]
        if ranges and (self.vpc_id or not self.enabled):
            raise LandingZoneError(
                "ranges must be those of a VPC that AFT makes",
                got=f"{', '.join(ranges)} with {f'vpc_id {self.vpc_id}' if self.vpc_id else 'enabled: false'}",
                why="AFT makes a VPC of its own where `enabled` is true and no `vpc_id` is given (AFT's vpc.tf)",
                fix=f"remove {', '.join(ranges)}" + (", or vpc_id and private_subnet_ids" if self.vpc_id else ""),
                path=(ranges[0],),
            )
        if self.vpc_id and not self.enabled:
            raise LandingZoneError(
                "a VPC that builds do not run in must not be named",
                got=f"vpc_id {self.vpc_id} with enabled: false",
                why="AFT then puts neither builds nor functions into a VPC (AFT's variables.tf)",
                fix="remove `enabled: false`, or vpc_id and private_subnet_ids",
                path=("vpc_id",),
            )
        return self

    @model_validator(mode="after")
    def _subnets_are_in_the_range(self) -> Self:
        vpc = _network(self.vpc_cidr, "vpc_cidr")
        subnets = [
            (field, _network(text, field))
            for field in ("private_subnets", "public_subnets")
            for text in getattr(self, field)
        ]
        for number, (field, subnet) in enumerate(subnets):
            others = [other for _, other in subnets[:number] if other.overlaps(subnet)]
            if not subnet.subnet_of(vpc) or others:
                raise LandingZoneError(
                    "the subnets of AFT's VPC must be apart, and in its range",
                    got=f"{subnet} in {vpc}" + (f", which overlaps {others[0]}" if others else ""),
                    why="VPC refuses the others, half way through AFT's apply",
                    fix="give each of the four a range of its own in vpc_cidr",
                    path=(field,),
                )
        return self


def _network(text: str, field: str) -> IPv4Network:
    network = _of_ipv4(text, field)
    largest, smallest = VPC_LARGEST_PREFIX.value, VPC_SMALLEST_PREFIX.value
    if not largest <= network.prefixlen <= smallest:
        raise LandingZoneError(
            "a range of AFT's VPC must be one that VPC takes",
            got=text,
            why=f"a VPC and its subnets take /{largest} to /{smallest} ({VPC_LARGEST_PREFIX.source})",
            fix="write a prefix in that span, for example 192.168.0.0/22",
            path=(field,),
        )
    return network


def _of_ipv4(text: str, field: str) -> IPv4Network:
    try:
        return IPv4Network(text)
    except ValueError as error:
        raise LandingZoneError(
            "a range must be a network of IPv4",
            got=f"{text}: {error}",
            why="AFT's module hands it to VPC as it is",
            fix="write it like 192.168.0.0/22, with no bits beyond the prefix",
            path=(field,),
        ) from error


LogRetention = Literal[0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653]
"""Days that CloudWatch Logs keeps a log group's events; 0 is for ever (API Reference, PutRetentionPolicy)."""


class AftLogsSpec(Spec):
    """AFT's own logs."""

    retention_days: LogRetention = 365
    """How many days its log groups keep events; 0 is for ever."""

    encrypted_with_own_key: bool = True
    """Whether its log groups and topics are encrypted with a key of AFT's."""

    archived_days: int = Field(default=365, ge=1)
    """How many days its objects in the log archive stay."""

    backend_access_days: int = Field(default=365, ge=1)
    """How many days records of access to its states stay."""

    state_machine_days: int = Field(default=90, ge=1)
    """How many days what its state machines pass on stays."""


class AftBackupSpec(Spec):
    """Backup of AFT's tables."""

    schedule: Annotated[
        str,
        AfterValidator(
            matching(
                r"cron\([0-9A-Z*?,/#-]+( [0-9A-Z*?,/#-]+){5}\)|rate\([1-9][0-9]* (minute|hour|day)s?\)",
                what="a schedule must be one that AWS Backup takes",
                why="AWS Backup Developer Guide, CreateBackupPlan",
                fix="write it like cron(0 * * * ? *)",
            )
        ),
        Field(examples=["cron(0 * * * ? *)"]),
    ] = "cron(0 * * * ? *)"
    """When AFT's tables are backed up."""

    retention_days: int | None = Field(default=None, ge=1, le=36_500)
    """How many days recovery points stay, at most 36,500; for ever without it."""


class AftFrameworkSpec(Spec):
    """Where AFT's builds get AFT's own source."""

    url: Annotated[
        str,
        AfterValidator(
            matching(
                r"https://[A-Za-z0-9.-]+(/[A-Za-z0-9._-]+)+",
                what="AFT's source must be given by the address of its Git repository",
                why="every build clones it",
                fix="write it like https://git.example.com/platform/aft.git",
            )
        ),
        Field(examples=["https://git.example.com/platform/aft.git"]),
    ]
    """The address of a copy of AFT's repository."""

    ref: (
        Annotated[
            str,
            AfterValidator(
                matching(
                    r"[A-Za-z0-9][A-Za-z0-9._/-]*",
                    what="a version of AFT's source must be given by a tag or a branch",
                    why="every build checks it out",
                    fix="write it like 1.20.1",
                )
            ),
            Field(examples=["1.20.1"]),
        ]
        | None
    ) = None
    """A tag or branch there; that which is called like AFT's version, where none is given."""
