"""From a scenario to the requests that AWS would see: each principal, each action, everything that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from modules.across_accounts.askers import Asker, askers, is_for
from modules.across_accounts.catalog_stores import lake_stores
from modules.across_accounts.kinds import FEATURE_CATALOG
from modules.across_accounts.lake_formation.asked_about import IN_CATALOGS
from modules.across_accounts.placeholders import placeholders
from modules.across_accounts.reading import SHARED, Across
from modules.across_accounts.scenarios import AcrossScenario
from modules.across_accounts.spec import EXECUTION, AcrossScenarioSpec, Layer
from modules.across_accounts.stores import Store, without_policy
from modules.policy_evaluation.creating.action_facts import ActionFacts
from modules.policy_evaluation.reading.inputs import Account, Value
from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID
from modules.policy_evaluation.reading.spec import ScenarioSpec
from modules.policy_evaluation.requests.scenario_values import NothingToAskError, ScenarioValues
from modules.policy_evaluation.requests.variations import ContextValue, filled
from modules.policy_evaluation.simulating.organization_policies import IDENTITY, NOWHERE, RESOURCE
from modules.policy_evaluation.simulating.simulator import Request
from modules.specification.tag_keys import with_tag_keys

_OWN, _OTHER = "own", "other-"
_RESOURCE_TAG = "aws:resourcetag/"
_ROLE_OF_A_TEAM = re.compile(r"(?:teams/|platform/models-)([^/]+)")
"""A role of a team, by its path and name: in the team's accounts, in that of the central team, in the registry's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of a scenario."""

    scenario: AcrossScenario
    store: Store
    request: Request


@dataclass(frozen=True, slots=True)
class Asking:
    """Makes requests in one environment."""

    across: Across
    facts: Mapping[str, ActionFacts]
    """Of every action that scenarios ask for."""
    _values: dict[tuple[str, str | None], ScenarioValues] = field(default_factory=dict)

    def of(self, scenario: AcrossScenario) -> list[Asked]:
        """Return the requests of a scenario.

        Raises:
            NothingToAskError: the environment has no such principal, account or thing to ask for.
            UnknownPlaceholderError: the scenario holds one that stands for nothing.

        """
        spec = scenario.spec
        asking = list(askers(self.across, spec))
        if not asking:
            raise NothingToAskError(f"there is no {spec.principal} in an account for {spec.account or 'anything'}")
        asked = [each for asker in asking for each in self._asked(scenario, asker)]
        if not asked:
            raise NothingToAskError(f"there is no {spec.resource} named {spec.named} in an account for {spec.of}")
        return asked

    def _asked(self, scenario: AcrossScenario, asker: Asker) -> Iterator[Asked]:
        """Give the requests of one who asks; tables that differ in their LF-Tags alone are the same to IAM."""
        spec, alike = scenario.spec, dict[tuple[str, str], list[Request]]()
        for store in self._stores(spec, asker):
            is_alike = bool(store.about and asker.permission_set and not spec.context)
            for action in spec.actions:
                requests = alike.get((action, store.arn)) if is_alike else None
                if requests is None:
                    requests = alike[action, store.arn] = list(self._requests(spec, asker, store, action))
                yield from (Asked(scenario, store, request) for request in requests)

    def _stores(self, spec: AcrossScenarioSpec, asker: Asker) -> Sequence[Store]:
        if spec.resource in IN_CATALOGS:
            return list(self._in_catalogs(spec, asker.account))
        account = self._owner(spec.of, asker.account)
        if account is None:
            return ()
        all_values = self._values_of(account, self._team(asker))
        if spec.is_by_arn:
            return [without_policy(all_values.sample(spec.resource), account, self._home_region)]
        named = all_values.sample(spec.named)
        return [
            store
            for store in self.across.stores_by_place.get((spec.resource, account.key), ())
            if fnmatchcase(store.called, named)
        ]

    def _values_of(self, account: Account, team: str | None) -> ScenarioValues:
        """Return what placeholders in a name stand for: of an account, and of the team of who asks."""
        if (account.key, team) not in self._values:
            values = self.across.personas.values(account)
            of_asker: dict[str, Value] = {"asking_team": team or "", "other_team": self._other_team(team)}
            self._values[account.key, team] = replace(values, values={**values.values, **of_asker})
        return self._values[account.key, team]

    def _in_catalogs(self, spec: AcrossScenarioSpec, asker: Account) -> Iterator[Store]:
        """Give what is asked for in every catalog of the accounts that are named, not in the first alone."""
        for (key, region), catalog in self.across.catalogs.items():
            owner = self.across.personas.environment.accounts.named(key)
            if owner and (key == asker.key if spec.of == _OWN else is_for(owner, spec.of)):
                role = self.across.catalogs.get((asker.key, region), catalog).execution_role
                yield from lake_stores(spec, owner, catalog, self.across.plan, asker=asker, execution_role=role)

    @property
    def _home_region(self) -> str:
        return self.across.personas.environment.facts.home_region

    def _team(self, asker: Asker) -> str | None:
        """Return the team of who asks: a role may be a team's in an account that is not."""
        known = self.across.personas.access.permission_sets.get(asker.permission_set)
        of_role = _ROLE_OF_A_TEAM.match(known.role or "") if known else None
        return of_role[1] if of_role else self.across.team(asker.account)

    def _other_team(self, team: str | None) -> str:
        teams = (self.across.team(account) for account in self.across.accounts())
        return next((each for each in teams if each and each != team), "another-team")

    def _owner(self, of: str, asker: Account) -> Account | None:
        if of == _OWN:
            return asker
        wanted = of.removeprefix(_OTHER)
        fitting = [account for account in self.across.accounts() if is_for(account, wanted)]
        if of.startswith(_OTHER):
            team = self.across.team(asker)
            fitting = [
                account
                for account in fitting
                if account.key != asker.key and (team is None or self.across.team(account) != team)
            ]
        return next(iter(fitting), None)

    def _requests(self, spec: AcrossScenarioSpec, asker: Asker, store: Store, action: str) -> Iterator[Request]:
        opened = RESOURCE if spec.is_by_arn else store.opened_policy
        policy = opened if spec.opened else store.policy
        if store.about and self.facts[action].resources:
            policy = SHARED
        elif store.about:  # it is asked of the service itself, in the account of who asks
            store = replace(store, arn="*", account=asker.account)
        elif store.kind == FEATURE_CATALOG:  # searching works on nothing that has an ARN
            store = replace(store, arn="*")
        arn = store.inner(spec.object) if spec.object and not spec.is_by_arn else store.arn
        for request in self._plain(spec, asker, store, action, arn):
            without = spec.without
            # Policies of roles that AWS links to its services are AWS's, and name no key of anybody.
            is_linked = ":role/aws-service-role/" in request.principal and action.startswith("kms:")
            identity = () if is_linked else request.identity
            yield replace(
                request,
                account=str(store.account.known_id),
                resource_policy="" if Layer.RESOURCE in without else policy,
                identity=(IDENTITY,) if Layer.IDENTITY in without and identity else identity,
                boundaries=() if Layer.BOUNDARY in without else request.boundaries,
                principal_path=NOWHERE if Layer.GUARDRAILS in without else request.principal_path,
                resource_path=NOWHERE if Layer.GUARDRAILS in without else request.resource_path,
            )

    def _plain(self, spec: AcrossScenarioSpec, asker: Asker, store: Store, action: str, arn: str) -> Sequence[Request]:
        personas = self.across.personas
        context = {**self._of_store(store, action), **self._context(spec, asker, store)}
        if asker.permission_set:
            known = personas.access.permission_sets[asker.permission_set]
            stage = asker.account.stage if known.role else None
            kind = spec.cleared_for or "dev"
            return [
                personas.request(
                    asker.account,
                    asker.permission_set,
                    action=action,
                    resource=arn,
                    cleared_for=asker.cleared_for or stage or personas.stage(kind, asker.account),
                    context=context,
                )
            ]
        written = {key: tuple(value) if isinstance(value, list) else value for key, value in context.items()}
        plain = ScenarioSpec.model_validate(
            {
                "name": spec.name,
                "expect": spec.expect,
                "action": action,
                "resource": arn,
                "principal": f"role/{store.execution_role}"
                if spec.principal == EXECUTION
                else self._placeholders(asker, store).sample(spec.principal),
                "service": self._placeholders(asker, store).sample(spec.service) if spec.service else None,
                "context": written,
            }
        )
        return personas.environment.requests.of(plain, asker.account)

    def _of_store(self, store: Store, action: str) -> dict[str, ContextValue | None]:
        """Return what AWS tells of what is asked for, as far as the action has such keys."""
        keys = self.facts[action].keys
        takes_tags = any(key.startswith(_RESOURCE_TAG) for key in keys)
        context: dict[str, ContextValue | None] = {
            "aws:ResourceAccount": str(store.account.known_id),
            "aws:ResourceOrgID": ORGANIZATION_ID,
        }
        if takes_tags:
            context |= {f"aws:ResourceTag/{key}": value for key, value in store.tags.items()}
        if store.aliases and "kms:resourcealiases" in keys:
            context["kms:ResourceAliases"] = list(store.aliases)
        return context

    def _context(self, spec: AcrossScenarioSpec, asker: Asker, store: Store) -> dict[str, ContextValue | None]:
        if not spec.context:
            return {}
        named = with_tag_keys(spec.context, self.across.personas.environment.facts.tag_keys)
        return filled(named, self._placeholders(asker, store))

    def _placeholders(self, asker: Asker, store: Store) -> ScenarioValues:
        return placeholders(self.across, asker.account, store, team=self._team(asker))
