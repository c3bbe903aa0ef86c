"""Who and what there is in one environment to ask with and about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from modules.access.escalation.holders import Holder, holders
from modules.access.personas import Personas
from modules.across_accounts.lake_formation.catalog import Catalog
from modules.across_accounts.lake_formation.products import DataPlan
from modules.across_accounts.lake_formation.reading import read_catalogs
from modules.across_accounts.roles import with_roles
from modules.across_accounts.stand_ins import StandIns
from modules.across_accounts.stores import Store, opened, stores
from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.simulating.simulator import Batch, PolicyDocument
from modules.synthesized.environment import Synthesized

RESOURCE_POLICY = "RESOURCE_POLICY"
SHARED = "what AWS RAM shares of a catalog: everything, since whom it admits is said by grants"


@dataclass(frozen=True)
class Across:
    """People and roles of one environment, and everything with a policy of its own."""

    personas: Personas
    stores: tuple[Store, ...]
    catalogs: Mapping[tuple[str, str], Catalog]
    """What Lake Formation governs, by the key of the account and the region."""
    plan: DataPlan
    """What the environment says of data."""

    @cached_property
    def everybody(self) -> Sequence[Holder]:
        """Everybody who may ask, each once for all accounts in which every policy says the same."""
        return tuple(holders(self.personas))

    @cached_property
    def stores_by_place(self) -> Mapping[tuple[str, str], Sequence[Store]]:
        """What there is, by its kind and the key of its account."""
        found = defaultdict[tuple[str, str], list[Store]](list)
        for store in self.stores:
            found[store.kind, store.account.key].append(store)
        return found

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
        batch.policies[SHARED] = PolicyDocument(RESOURCE_POLICY, opened(None))
        for store in self.stores:
            batch.policies[store.opened_policy] = PolicyDocument(RESOURCE_POLICY, opened(store.document))
            if store.document is not None:
                batch.policies[store.policy] = PolicyDocument(RESOURCE_POLICY, store.document)
        return batch


def across(personas: Personas, synthesized: Synthesized, plan: DataPlan) -> Across:
    """Read who and what there is.

    Args:
        personas: The people of the environment.
        synthesized: The environment.
        plan: What the environment says of data.

    Raises:
        LandingZoneError: something may let somebody reach data, and cannot be followed.

    """
    stand_ins = StandIns(synthesized, personas.environment)
    found = stores(synthesized, personas.environment, stand_ins)
    catalogs = read_catalogs(synthesized, stand_ins)
    return Across(with_roles(personas, synthesized, stand_ins), tuple(found), catalogs, plan)
