"""What a user may say in `policies/delivery`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from modules.delivery.classes import AccountClass, Phase
from modules.delivery.codepipeline.builds import Build
from modules.policy_evaluation.reading.spec import Action, several
from modules.specification.model import Spec

Claims = dict[str, str]


class Expected(Spec):
    """What every scenario says."""

    name: str = Field(min_length=1)
    """What is shown, as a sentence."""

    expect: Literal["allowed", "denied"]
    """What must come of each request."""

    role: Phase | Build
    """Which role it is about; of builds of AWS CodeBuild, what they do."""

    of: AccountClass | Annotated[tuple[AccountClass, ...], Field(min_length=1)] | None = None
    """The class of accounts that the role is for; of a list, each, and left out: each in turn."""

    @property
    def classes(self) -> tuple[AccountClass, ...]:
        """The classes that it is about, where the environment has such accounts."""
        if self.of is None:
            return tuple(AccountClass)
        return (self.of,) if isinstance(self.of, AccountClass) else self.of


class TokenScenarioSpec(Expected):
    """Somebody who would work as a role, with a token that differs from the right one in what is written here."""

    issuer: str
    """Whose token it is, as `right_tokens.yaml` calls it."""

    token: Phase | None = None
    """What the token is for; left out: for what the role is."""

    claims: Claims = Field(default_factory=dict)
    """Claims that it has instead of the right ones."""

    without: tuple[str, ...] = ()
    """Claims that it lacks."""

    principal: str | None = None
    """Who asks instead of the issuer."""

    only_with: str | None = None
    """Only where the environment says this of the issuer: `numbers` or `names`, `workflow`, `merge-requests` or
    `branch`, `pull-requests` or `merged`."""


class TokenScenarioFile(Spec):
    """The whole file."""

    scenarios: tuple[TokenScenarioSpec, ...] = Field(min_length=1)
    """Every scenario about one issuer."""


class RightsScenarioSpec(Expected):
    """What somebody asks for who works as a role."""

    inside: bool = False
    """Whether the role is that which plans read accounts as, and not the one in the management account."""

    action: Action | Annotated[tuple[Action, ...], Field(min_length=1)]
    """What is asked for; of a list, each in a request of its own."""

    resource: str | Annotated[tuple[str, ...], Field(min_length=1)]
    """What it is asked of; of a list, each in a request of its own."""

    by: str | None = None
    """The statement that must deny it, so that no other policy could allow it; left out: nothing allows it."""

    only_with: Literal["rights-to-states", "roles-of-states", "pull-requests", "merged"] | None = None
    """Only where roles have rights to all states of the environment, or where access to states is limited, and other
    roles have them; of builds, only where those of pull requests plan, or where they do not."""

    is_trusted: bool = False
    """Whether whom a role of the resource trusts is thought away: what the asking role's own policies say."""

    context: Claims = Field(default_factory=dict)
    """Condition keys of the request, beside the account and the organization of the resource."""

    @property
    def requests(self) -> tuple[tuple[str, str], ...]:
        """Every action with every resource."""
        return tuple((action, resource) for action in several(self.action) for resource in several(self.resource))


class RightsScenarioFile(Spec):
    """The whole file."""

    scenarios: tuple[RightsScenarioSpec, ...] = Field(min_length=1)
    """Every scenario about one thing."""


class RightTokenSpec(Spec):
    """Who asks with tokens of one issuer, and what tokens say that let somebody in."""

    principal: str
    """Who asks."""

    action: Action
    """How they become a role."""

    prefix: str
    """How condition keys of claims begin."""

    plan: Claims
    """The claims of a token that plans."""

    apply: Claims
    """The claims of a token that applies."""

    def claims(self, phase: Phase | Build) -> Claims:
        """Return the claims of the right token."""
        return self.apply if phase in (Phase.APPLY, Build.APPLY) else self.plan


class RightTokensFile(Spec):
    """The whole file."""

    tokens: dict[str, RightTokenSpec]
    """By issuer."""
