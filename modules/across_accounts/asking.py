"""From a scenario to the requests that AWS would see: each principal, each action, everything that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from modules.across_accounts.askers import Asker, askers, is_for
from modules.across_accounts.reading import Across
from modules.across_accounts.scenarios import AcrossScenario
from modules.across_accounts.spec import EXECUTION, AcrossScenarioSpec, Layer
from modules.across_accounts.stores import Store
from modules.policy_evaluation.creating.action_facts import ActionFacts
from modules.policy_evaluation.reading.inputs import Account, Value
from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID
from modules.policy_evaluation.reading.spec import ScenarioSpec
from modules.policy_evaluation.requests.scenario_values import NothingToAskError, ScenarioValues
from modules.policy_evaluation.requests.variations import ContextValue, filled
from modules.policy_evaluation.simulating.organization_policies import IDENTITY, NOWHERE
from modules.policy_evaluation.simulating.simulator import Request
from modules.specification.tag_keys import with_tag_keys

_OWN, _OTHER = "own", "other-"
_RESOURCE_TAG = "aws:resourcetag/"


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
        asked = [
            Asked(scenario, store, request)
            for asker in asking
            for store in self._stores(spec, asker.account)
            for action in spec.actions
            for request in self._requests(spec, asker, store, action)
        ]
        if not asked:
            raise NothingToAskError(f"there is no {spec.resource} named {spec.named} in an account for {spec.of}")
        return asked

    def _stores(self, spec: AcrossScenarioSpec, asker: Account) -> Sequence[Store]:
        account = self._owner(spec.of, asker)
        if account is None:
            return ()
        values = self.across.personas.values(account)
        of_asker: dict[str, Value] = {
            "asking_team": self.across.team(asker) or "",
            "other_team": self.across.personas.values(asker).values["other_team"],
        }
        named = replace(values, values={**values.values, **of_asker}).sample(spec.named)
        return [
            store
            for store in self.across.stores
            if store.kind == spec.resource and store.account.key == account.key and fnmatchcase(store.called, named)
        ]

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
        arn = store.inner(spec.object) if spec.object else store.arn
        for request in self._plain(spec, asker, store, action, arn):
            without, policy = spec.without, store.opened_policy if spec.opened else store.policy
            yield replace(
                request,
                account=str(store.account.known_id),
                resource_policy="" if Layer.RESOURCE in without else policy,
                identity=(IDENTITY,) if Layer.IDENTITY in without and request.identity else request.identity,
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
                else self._values(asker, store).sample(spec.principal),
                "service": self._values(asker, store).sample(spec.service) if spec.service else None,
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
        named = with_tag_keys(spec.context, self.across.personas.environment.facts.tag_keys)
        return filled(named, self._values(asker, store))

    def _values(self, asker: Asker, store: Store) -> ScenarioValues:
        """Return what placeholders stand for, by who asks and what is asked for."""
        values = self.across.personas.values(asker.account)
        own: dict[str, Value] = {
            "key_arn": self._arns("key", store.account),
            "team_bucket_arn": self._arns("bucket", store.account),
            "models_key_arn": tuple(
                each.arn
                for each in self.across.stores
                if each.kind == "key"
                and each.account.key == store.account.key
                and each.called.endswith(f"/models/{self.across.team(asker.account)}")
            ),
            "models_bucket_arn": tuple(each.arn for each in self._models(store.account)),
            "models_bucket": tuple(each.name for each in self._models(store.account, self.across.team(asker.account))),
            "resource_account_id": str(store.account.known_id),
            "resource_region": store.region,
        }
        return replace(values, values={**values.values, **own})

    def _models(self, account: Account, team: str | None = None) -> list[Store]:
        """Return the buckets in an account that hold models, of one team or of all."""
        return [
            store
            for store in self.across.stores
            if store.kind == "bucket" and store.account.key == account.key and f"-models-{team or ''}" in store.name
        ]

    def _arns(self, kind: str, account: Account) -> tuple[str, ...]:
        """Return the ARNs of what is a team's in an account, by what its name or alias has in it."""
        team = f"{self.across.team(account)}-{account.stage}"
        return tuple(
            store.arn
            for store in self.across.stores
            if store.kind == kind and store.account.key == account.key and team in store.called
        )
