"""One environment as it was synthesized, ready for requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modules.policy_evaluation.reading.inputs import EVALUATED, EnvironmentFacts, Guardrail
from modules.policy_evaluation.reading.kinds import is_of_no_concern
from modules.policy_evaluation.reading.organization_tree import (
    OrganizationTree,
    UnitPath,
    path_of_account,
    read_tree,
)
from modules.policy_evaluation.reading.placement import placements
from modules.policy_evaluation.requests.account_choice import Accounts
from modules.policy_evaluation.requests.requests import Requests
from modules.policy_evaluation.simulating.organization_policies import ControlPaths
from modules.synthesized.environment import Synthesized, read_synthesized
from modules.synthesized.unfollowed import refuse_unfollowed


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
    known_ids = {account.known_id: account.key for account in facts.accounts if account.known_id}
    return environment_of(read_synthesized(output, facts.name, known_ids), facts)


def environment_of(synthesized: Synthesized, facts: EnvironmentFacts) -> SynthesizedEnvironment:
    """Read an environment out of all its workspaces.

    Raises:
        LandingZoneError: something in it cannot be followed.

    """
    refuse_unfollowed(
        synthesized,
        subject="the organization",
        room="modules/policy_evaluation",
        is_of_no_concern=is_of_no_concern,
    )
    tree = read_tree(synthesized)
    placed = placements(synthesized, tree)
    units = {account.key: placed.get(account.key, account.unit) for account in facts.accounts}
    # An account with policies of its own is a step further down, below the unit that it is in.
    leaves = {key: path_of_account(key, units[key]) for key in tree.of_accounts}
    whole = tree.with_accounts(units)
    accounts = Accounts(facts.accounts, {**units, **leaves}, whole.attached, facts.units)
    return SynthesizedEnvironment(facts, whole, accounts)


def _holds(policy: Mapping[str, Any], guardrail: Guardrail) -> bool:
    """Whether a policy holds a guardrail: one of its statements, or all its settings."""
    if guardrail.kind in EVALUATED:
        return any(statement.get("Sid") in guardrail.sids for statement in policy["Statement"])
    return _contains(policy, guardrail.document)


def _contains(whole: Any, part: Any) -> bool:
    if isinstance(whole, Mapping) and isinstance(part, Mapping):
        return all(key in whole and _contains(whole[key], value) for key, value in part.items())
    return bool(whole == part)
