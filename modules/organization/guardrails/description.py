"""What the `guardrail.yaml` of a guardrail says: why it is there, for whom, and what of it is meant."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from modules.organization.spec import PolicyType
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec


class LintAllowanceSpec(Spec):
    """Something that the linter would refuse, and that is meant."""

    sid: str = Field(min_length=1)
    """The statement."""

    key: str | None = Field(default=None, min_length=1)
    """The condition key that some of the statement's actions do not have."""

    action: str | None = Field(default=None, min_length=1)
    """The action, as the statement writes it, that IAM's reference data does not have: of a service that AWS retired,
    or one that is too new."""

    reason: str = Field(min_length=1)
    """Why the statement is right."""

    @model_validator(mode="after")
    def _is_about_one_thing(self) -> Self:
        if (self.key is None) == (self.action is None):
            raise LandingZoneError(
                "an allowance must name a condition key or an action",
                got="both" if self.key else "neither",
                why="it covers one finding, so that nothing else passes with it",
                fix="write `key` or `action`",
                path=("sid",),
            )
        return self

    @property
    def subject(self) -> str:
        """The condition key or the action."""
        return self.key or self.action or ""


class GuardrailDescription(Spec):
    """What `guardrail.yaml` says. The library's guardrails say all of it; one of your own may leave the file out."""

    title: str = ""
    """What is true where the guardrail applies, in a few words."""

    kind: PolicyType | None = None
    """The kind of organization policy that it is, where its document does not show it."""

    units: tuple[str, ...] = ()
    """Where it is meant to be bound: `Root`, or paths of units. Empty: only where somebody wants it."""

    protects: tuple[str, ...] = ()
    """Functions of accounts that hold what it protects: bound at all, it must reach every account of theirs."""

    intent: str = ""
    """What it makes true."""

    threat: str = ""
    """What somebody could do without it."""

    exemptions: str = ""
    """Who is exempt, and why; `none` where nobody is. An exemption of its own that nothing is said of is noticed."""

    sources: tuple[str, ...] = ()
    """Titles of the AWS pages that it is from."""

    lint: tuple[LintAllowanceSpec, ...] = ()
    """What the linter would refuse, and is meant."""
