"""What `policies/escalations` may say: targets that would give somebody more, and known ways to them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from modules.policy_evaluation.reading.spec import Action, Scalar
from modules.specification.errors import LandingZoneError
from modules.specification.model import Name, Spec
from modules.specification.texts import Line

Context = dict[str, Scalar | tuple[Scalar, ...] | None]

Kind = Literal["role", "machine", "changed"]
"""`role`: one that exists, to pass to a service or to assume. `machine`: one that works as a role already. `changed`: a
role that is made or changed."""


class TargetSpec(Spec):
    """What a way leads to."""

    title: Line
    """What it is, as `a role that guardrails exempt`."""

    leads_to: Literal["more", "boundary", "passable"]
    """`more`: more than a person may have. `boundary`: a role that has a permissions boundary of the platform, which is
    in `boundary`. `passable`: nothing more for somebody who may pass the role anyway, and more for everybody else."""

    kinds: tuple[Kind, ...] = ()
    """Ways that lead to every target of one of these kinds lead to this one; none where only ways that name it do."""

    role: str | None = None
    """The role's ARN; another resource's, where the target is none."""

    name: str = "other"
    """What machines that work as the role are called; only letters, digits and hyphens."""

    tags: dict[str, str] = Field(default_factory=dict)
    """Tags of machines that work as the role."""

    boundary: str | None = None
    """The ARN of the role's permissions boundary."""

    trusts: Literal["account", "management", "nobody"] = "nobody"
    """Whose principals may assume the role where their own policies say so: those of its account, those of the
    management account, or none but services."""

    @model_validator(mode="after")
    def _has_the_boundary_that_it_leads_to(self) -> Self:
        if (self.leads_to == "boundary") != (self.boundary is not None):
            raise LandingZoneError(
                "a target must lead to the boundary exactly where it has one",
                got=f"leads_to: {self.leads_to}, boundary: {self.boundary or 'not given'}",
                why="a role without a boundary may do all that its policies say",
                fix="write `leads_to: boundary` and `boundary` together",
            )
        return self


class StepSpec(Spec):
    """One request."""

    action: Action
    """What is asked for."""

    resource: str = "*"
    """Its ARN. `{{target}}` is the target's, `{{name}}` what machines of the target are called, `{{own_name}}` what the
    person calls new things."""

    context: Context = Field(default_factory=dict)
    """Condition keys that the request has in any case."""

    may_carry: Context = Field(default_factory=dict)
    """Condition keys that the person may add: it is asked with all of them, and without."""

    new_tags: bool = False
    """Whether the person may add tags, those of the own team, stage and cost center."""

    own_tags: bool = False
    """Whether the resource may be one that is tagged as the person's own."""

    target_tags: bool = False
    """Whether the resource is tagged as the target's machines are."""

    trusted: bool = False
    """Whether an earlier step made the role trust the person."""


class WaySpec(Spec):
    """One known way. It is open where every step is allowed."""

    name: Name
    """What it is called."""

    title: Line
    """What somebody does."""

    source: Line
    """Who described it, and where."""

    to: Kind | Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    """A kind of targets, or targets by name: every role where one is passed, every machine otherwise."""

    only_in: Literal["management"] | None = None
    """The function of the account that AWS takes such requests from; none where every account may make them."""

    passes: str | None = None
    """The service that the target is passed to, which is asked first; none where no role is passed."""

    steps: tuple[StepSpec, ...] = ()
    """What is asked then, in order. Only what the way cannot do without: each further step would close it sooner."""

    @property
    def leads_to(self) -> Kind | tuple[str, ...]:
        """A kind of targets, or targets by name."""
        return self.to or ("role" if self.passes else "machine")

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not (self.steps or self.passes):
            raise LandingZoneError(
                "a way must ask for something",
                got=self.name,
                why="a way without requests is open to everybody",
                fix="write `steps`, or `passes`",
            )
        return self

    def all_steps(self) -> tuple[StepSpec, ...]:
        """Give every step, the passing of the role among them."""
        if self.passes is None:
            return self.steps
        passing = StepSpec(action="iam:PassRole", resource="{{target}}", context={"iam:PassedToService": self.passes})
        return (passing, *self.steps)


class WaysFile(Spec):
    """The whole file of one service."""

    read_on: date
    """The day on which the sources were read."""

    ways: tuple[WaySpec, ...] = Field(min_length=1)
    """Every way that begins with the service."""


class TargetsFile(Spec):
    """The whole file of targets."""

    targets: dict[str, TargetSpec] = Field(min_length=1)
    """By name."""
