"""One environment as it was synthesized, ready for requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modules.policy_evaluation.account_choice import Accounts
from modules.policy_evaluation.inputs import EVALUATED, EnvironmentFacts, Guardrail
from modules.policy_evaluation.organization_policies import ControlPaths
from modules.policy_evaluation.organization_tree import OrganizationTree, UnitPath, document, read_tree
from modules.policy_evaluation.placement import placements
from modules.policy_evaluation.requests import Requests


@dataclass(frozen=True, slots=True)
class SynthesizedEnvironment:
    """What was synthesized, joined with what the environment says of its accounts."""

    facts: EnvironmentFacts
    tree: OrganizationTree
    accounts: Accounts

    @property
    def requests(self) -> Requests:
        """Makes requests in this environment."""
        return Requests(self.facts, self.accounts, ControlPaths())

    def attached(self, guardrail: Guardrail) -> tuple[UnitPath, ...]:
        """Return where a guardrail is attached, the root first; nowhere where nothing binds it."""
        policies = self.tree.of_kinds(guardrail.kind)
        return tuple(dict.fromkeys(at for at, policy in policies if _holds(policy.document, guardrail)))


def read_environment(output: Path, facts: EnvironmentFacts) -> SynthesizedEnvironment:
    """Read an environment from the output folder.

    Raises:
        LandingZoneError: it is not synthesized, or something in it cannot be followed.

    """
    organization = document(output, f"{facts.name}-organization")
    tree = read_tree(organization)
    placed = placements(list(_vending(output, facts.name)), organization, tree)
    return SynthesizedEnvironment(facts, tree, Accounts(facts.accounts, placed, tree.attached))


def _vending(output: Path, name: str) -> Iterator[dict[str, Any]]:
    """Documents of the workspaces that vend accounts: Control Tower's shared ones first, where it is managed."""
    if (output / "stacks" / f"{name}-control-tower").is_dir():
        yield document(output, f"{name}-control-tower")
    yield document(output, f"{name}-accounts")


def _holds(policy: Mapping[str, Any], guardrail: Guardrail) -> bool:
    """Whether a policy holds a guardrail: one of its statements, or all its settings."""
    if guardrail.kind in EVALUATED:
        return any(statement.get("Sid") in guardrail.sids for statement in policy["Statement"])
    return _contains(policy, guardrail.document)


def _contains(whole: Any, part: Any) -> bool:
    if isinstance(whole, Mapping) and isinstance(part, Mapping):
        return all(key in whole and _contains(whole[key], value) for key, value in part.items())
    return bool(whole == part)
