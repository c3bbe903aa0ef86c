"""What a user may say in the `scenarios.yaml` of a guardrail."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.texts import matching

PRINCIPALS = (
    "administrator",
    "root",
    "platform",
    "look-alikes",
    "break-glass",
    "clean-up",
    "data-scientist",
    "outsider",
    "service",
)
"""Who may ask, beside a role or user that is written out."""

_PRINCIPAL = rf"({'|'.join(PRINCIPALS)})|(role|user)/[\w+=,.@/-]+"

Scalar = str | bool | int | float

Action = Annotated[
    str,
    AfterValidator(
        matching(
            r"[\w-]+:\w+",
            what="an action must be <service>:<action>",
            why="a request is for one action, so it has no wildcard",
            fix="write it like sagemaker:CreateTrainingJob",
        )
    ),
]
"""`sagemaker:CreateTrainingJob`: one action."""


def require_service(principal: str, service: str | None) -> None:
    """Hold a scenario to naming the service that asks where one does, and nowhere else.

    Raises:
        LandingZoneError: it names none, or one although somebody else asks.

    """
    if (principal == "service") != (service is not None):
        raise LandingZoneError(
            "a service that asks must be named, and nobody else",
            got=f"principal: {principal}, service: {service or 'not given'}",
            why="the request carries the service principal in aws:PrincipalServiceName",
            fix="write `principal: service` and `service: cloudtrail.amazonaws.com` together",
            path=("service",) if service else ("principal",),
        )


class TagSpec(Spec):
    """A tag on a resource, for a tag policy."""

    resource_type: str = Field(examples=["sagemaker:endpoint"])
    """The kind of resource, as tag policies write it: `sagemaker:endpoint`."""

    key: str
    """The tag's key."""

    value: str
    """The tag's value."""


class ScenarioSpec(Spec):
    """A request, several that must come out alike, or one setting of an account, and what must come of it."""

    name: str = Field(min_length=1)
    """What is shown, as a sentence."""

    expect: Literal["denied", "allowed", "effective"]
    """`denied`: a statement of this guardrail denies it. `allowed`: nothing that is attached denies it. `effective`:
    the account's effective policy has a value."""

    action: Action | Annotated[tuple[Action, ...], Field(min_length=1)] | None = None
    """What is asked for; of a list, each in a request of its own."""

    resource: str | Annotated[tuple[str, ...], Field(min_length=1)] = "*"
    """The resource's ARN; `*` where the action works on none, or on any. Of a list, and of a placeholder with several
    values, each is asked for."""

    principal: Annotated[
        str,
        AfterValidator(
            matching(
                _PRINCIPAL,
                what="the principal is unknown",
                why=f"known are {', '.join(PRINCIPALS)}, and a role or user of the account by its path and name",
                fix="write one of these, or for example role/lookalike/Deployment",
            )
        ),
    ] = "administrator"
    """Who asks."""

    service: str | None = None
    """The service principal that asks, where the principal is `service`."""

    account: str | None = Field(default=None, alias="in", min_length=1)
    """The account that it happens in: a function (`network`, `team/dev`) or a unit (`Suspended`). By default the first
    account below a unit that the guardrail is attached to."""

    context: dict[str, Scalar | tuple[Scalar, ...] | None] = Field(default_factory=dict)
    """Condition keys of the request. Nothing (`null`) takes a key out that a request has by default."""

    each: dict[str, Annotated[tuple[Scalar, ...], Field(min_length=1)]] = Field(default_factory=dict)
    """Condition keys with several values, each of which has a request of its own."""

    path: str | None = Field(default=None, min_length=1)
    """The setting to look at in the effective policy, as keys joined by dots."""

    equals: Any = None
    """What it must be."""

    tag: TagSpec | None = None
    """The tag to check against the effective tag policy."""

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        asked = [key for key, value in (("action", self.action), ("path", self.path), ("tag", self.tag)) if value]
        if len(asked) != 1:
            raise LandingZoneError(
                "a scenario must ask for one thing",
                got=" and ".join(asked) or "nothing",
                why="`action` is a request, `path` a setting of the effective policy, `tag` a tag to check",
                fix="write one of them",
            )
        if (self.expect == "effective") != (self.path is not None):
            raise LandingZoneError(
                "what is expected does not fit what is asked",
                got=f"expect: {self.expect} with {asked[0]}",
                why="a request or a tag is denied or allowed; a setting is effective",
                fix="write expect: effective with `path` and `equals`, denied or allowed otherwise",
                path=("expect",),
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
    def resources(self) -> tuple[str, ...]:
        """Every resource that it asks for, with placeholders."""
        return several(self.resource)

    @model_validator(mode="after")
    def _has_values_in_its_context(self) -> Self:
        for key, value in (*self.context.items(), *self.each.items()):
            if ":" not in key or value == ():
                raise LandingZoneError(
                    "a condition key must have a prefix and at least one value",
                    got=f"{key}: {value!r}",
                    why="AWS treats a key without values as absent",
                    fix="write it like sagemaker:VpcSubnets: [subnet-1], or null where it is absent",
                    path=("context", key),
                )
        return self


def several(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return what is written by itself or in a list, as a list."""
    return (value,) if isinstance(value, str) else value or ()


class ScenarioFile(Spec):
    """The whole file."""

    scenarios: tuple[ScenarioSpec, ...]
    """Every scenario of the guardrail."""
