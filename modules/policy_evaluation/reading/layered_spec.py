"""What scenarios have in common that ask several layers of policies at once."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import Field, model_validator

from modules.policy_evaluation.reading.spec import Action, Scalar, require_service, several
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec

LayerT = TypeVar("LayerT", bound=StrEnum)


class LayeredScenarioSpec(Spec, Generic[LayerT]):
    """Requests that must come out alike, with what each layer of policies says of them."""

    name: str = Field(min_length=1)
    """What is shown, as a sentence."""

    expect: Literal["denied", "allowed"]
    """What must come of each request, with all policies together."""

    by: tuple[LayerT, ...] = ()
    """What must deny it, each by itself: two locks are two layers. Left out: it is denied somehow."""

    action: Action | Annotated[tuple[Action, ...], Field(min_length=1)]
    """What is asked for; of a list, each in a request of its own."""

    object: str | None = Field(default=None, min_length=1)
    """What is asked for in a resource, such as an object's key; left out: the request is about the resource itself."""

    principal: str
    """Who asks."""

    service: str | None = None
    """The service principal that asks, where the principal is `service`."""

    without: tuple[LayerT, ...] = ()
    """What is thought away: what the others do by themselves."""

    context: dict[str, Scalar | tuple[Scalar, ...] | None] = Field(default_factory=dict)
    """Condition keys of the request. Nothing (`null`) takes a key out that a request has by default."""

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
