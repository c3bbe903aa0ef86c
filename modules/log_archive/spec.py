"""What a user may say in `policies/log_archive/scenarios`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from modules.policy_evaluation.reading.spec import PRINCIPALS, Action, Scalar, require_service, several
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.texts import matching

EXECUTION = "execution"
"""The role that the workspace of the log archive works as."""


class Layer(StrEnum):
    """What stands between a request and a log."""

    GUARDRAILS = "guardrails"
    """Service and resource control policies."""
    POLICY = "policy"
    """The bucket's policy, or the key's."""
    LOCK = "lock"
    """Object Lock."""


class ArchiveScenarioSpec(Spec):
    """Requests to the log archive that must come out alike."""

    name: str = Field(min_length=1)
    """What is shown, as a sentence."""

    expect: Literal["denied", "allowed"]
    """What must come of each request, with all policies together."""

    by: tuple[Layer, ...] = ()
    """What must deny it, each by itself: two locks are two layers. Left out: it is denied somehow."""

    action: Action | Annotated[tuple[Action, ...], Field(min_length=1)]
    """What is asked for: of `s3`, of a bucket or of an object in it; of `kms`, of the key."""

    bucket: str | Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    """What the bucket holds, such as `trail`; left out: each bucket in turn."""

    locked: bool | None = None
    """Only buckets with Object Lock, or only those without; left out: all of them."""

    mode: Literal["GOVERNANCE", "COMPLIANCE"] | None = None
    """Only where Object Lock has this mode."""

    replica: bool | None = None
    """Only copies in a second region and their key, or only what services write to and its key; left out: all of
    them."""

    only_with: str | None = None
    """Only where the log archive has a bucket for this: a key is used for what is there."""

    object: str | None = Field(default=None, min_length=1)
    """The object's key; left out: the request is about the bucket itself."""

    principal: Annotated[
        str,
        AfterValidator(
            matching(
                rf"({'|'.join((*PRINCIPALS, EXECUTION))})|(role|user)/[\w+=,.@/-]+",
                what="the principal is unknown",
                why=f"known are {', '.join((*PRINCIPALS, EXECUTION))}, and a role or user by its path and name",
                fix="write one of these, or for example role/lookalike/Deployment",
            )
        ),
    ] = "administrator"
    """Who asks."""

    service: str | None = None
    """The service principal that asks, where the principal is `service`."""

    account: str = Field(default="log-archive", alias="in", min_length=1)
    """The account of who asks, or that a service acts for: a function (`network`, `team/dev`)."""

    without: tuple[Layer, ...] = ()
    """What is thought away: what the others do by themselves."""

    context: dict[str, Scalar | tuple[Scalar, ...] | None] = Field(default_factory=dict)
    """Condition keys of the request. Nothing (`null`) takes a key out that a request has by default."""

    @model_validator(mode="after")
    def _asks_for_one_kind_of_thing(self) -> Self:
        services = {action.partition(":")[0] for action in self.actions}
        if services not in ({"s3"}, {"kms"}) or (services == {"kms"} and (self.object or self.bucket)):
            raise LandingZoneError(
                "a scenario must ask for actions on buckets, or on the key",
                got=", ".join(self.actions),
                why="`s3` is asked of buckets and objects, `kms` of the key, which has neither",
                fix="write actions of one of the two, and `bucket` and `object` with those of s3 only",
                path=("action",),
            )
        return self

    @model_validator(mode="after")
    def _expects_what_can_be(self) -> Self:
        if self.by and (self.expect == "allowed" or set(self.by) & set(self.without)):
            raise LandingZoneError(
                "a layer must deny nothing that is allowed, or where it is thought away",
                got=f"by: {', '.join(self.by)}",
                why="`by` names what denies, `without` what is thought away",
                fix="leave it out, or name another layer",
                path=("by",),
            )
        return self

    @model_validator(mode="after")
    def _names_its_service(self) -> Self:
        require_service(self.principal, self.service)
        return self

    @property
    def actions(self) -> tuple[str, ...]:
        """Every action that it asks for."""
        return several(self.action)

    @property
    def is_about_the_key(self) -> bool:
        """Whether it is asked of the key."""
        return self.actions[0].startswith("kms:")


class ArchiveScenarioFile(Spec):
    """The whole file."""

    scenarios: tuple[ArchiveScenarioSpec, ...] = Field(min_length=1)
    """Every scenario about one thing."""
