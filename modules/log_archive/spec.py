"""What a user may say in `policies/log_archive/scenarios`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from modules.policy_evaluation.reading.layered_spec import LayeredScenarioSpec
from modules.policy_evaluation.reading.spec import PRINCIPALS
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


class ArchiveScenarioSpec(LayeredScenarioSpec[Layer]):
    """Requests that must come out alike: of `s3`, to a bucket or an object in it; of `kms`, to the key."""

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

    account: str = Field(default="log-archive", alias="in", min_length=1)
    """The account of who asks, or that a service acts for: a function (`network`, `team/dev`)."""

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

    @property
    def is_about_the_key(self) -> bool:
        """Whether it is asked of the key."""
        return self.actions[0].startswith("kms:")


class ArchiveScenarioFile(Spec):
    """The whole file."""

    scenarios: tuple[ArchiveScenarioSpec, ...] = Field(min_length=1)
    """Every scenario about one thing."""
