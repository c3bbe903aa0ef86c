"""Who and what there is in one environment to ask with and about."""

from __future__ import annotations

from dataclasses import dataclass

from modules.access.personas import Personas
from modules.across_accounts.roles import with_roles
from modules.across_accounts.stand_ins import StandIns
from modules.across_accounts.stores import Store, opened, stores
from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.simulating.simulator import Batch, PolicyDocument
from modules.synthesized.environment import Synthesized

RESOURCE_POLICY = "RESOURCE_POLICY"


@dataclass(frozen=True, slots=True)
class Across:
    """People and roles of one environment, and everything with a policy of its own."""

    personas: Personas
    stores: tuple[Store, ...]

    def accounts(self) -> list[Account]:
        """Return every account, in the environment's order."""
        known = self.personas.environment.accounts
        return [account for account in map(known.named, known.keys()) if account is not None]

    def team(self, account: Account) -> str | None:
        """Return the team that an account belongs to."""
        owner = self.personas.owners.get(account.key)
        return owner.team if owner else None

    def batch(self) -> Batch:
        """Return a batch without requests that has every policy."""
        batch = self.personas.batch()
        for store in self.stores:
            batch.policies[store.opened_policy] = PolicyDocument(RESOURCE_POLICY, opened(store.document))
            if store.document is not None:
                batch.policies[store.policy] = PolicyDocument(RESOURCE_POLICY, store.document)
        return batch


def across(personas: Personas, synthesized: Synthesized) -> Across:
    """Read who and what there is.

    Args:
        personas: The people of the environment.
        synthesized: The environment.

    Raises:
        LandingZoneError: something may let somebody reach data, and cannot be followed.

    """
    stand_ins = StandIns(synthesized, personas.environment)
    found = stores(synthesized, personas.environment, stand_ins)
    return Across(with_roles(personas, synthesized, stand_ins), tuple(found))
