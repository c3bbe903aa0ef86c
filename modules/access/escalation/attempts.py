"""One way, tried by one holder towards one target: the requests of its steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from modules.access.escalation.corpus import Corpus, Way
from modules.access.escalation.holders import Holder
from modules.access.escalation.spec import Context, StepSpec, TargetSpec
from modules.access.personas import Personas
from modules.policy_evaluation.reading.inputs import Account, Value
from modules.policy_evaluation.requests.scenario_values import NothingToAskError, ScenarioValues
from modules.policy_evaluation.requests.variations import ContextValue, filled
from modules.policy_evaluation.simulating.simulator import Batch, PolicyDocument, Request
from modules.specification.tag_keys import with_tag_keys

_ASSUME = "sts:AssumeRole"
_TRUST = "the trust of a role that lets in "


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way, tried by one holder, towards one target."""

    holder: Holder
    way: Way
    target_name: str
    target: TargetSpec
    values: ScenarioValues

    @property
    def resource(self) -> str:
        """The target's ARN; empty where the target has none."""
        return self.values.sample("{{target}}") if self.target.role else ""

    def requests(self, personas: Personas, step: StepSpec) -> list[Request]:
        """Return the requests of a step; the step is allowed where one of them is."""
        resource = self.values.sample(step.resource)
        return [self._request(personas, step, resource, context) for context in self._contexts(personas, step)]

    def _request(
        self, personas: Personas, step: StepSpec, resource: str, context: Mapping[str, ContextValue | None]
    ) -> Request:
        request = personas.request(
            self.holder.account,
            self.holder.permission_set,
            action=step.action,
            resource=resource,
            cleared_for=self.holder.cleared_for,
            context=context,
        )
        known_set = personas.access.permission_sets[self.holder.permission_set]
        is_known = known_set.boundary_policy or (known_set.boundary or "").startswith("arn:")
        known = request.boundaries if is_known else ()
        trust = self._trust(personas, step) if step.action == _ASSUME else request.resource_policy
        return replace(request, boundaries=known, resource_policy=trust)

    def _trust(self, personas: Personas, step: StepSpec) -> str:
        """Name the role's trust policy; an earlier step may have made it trust the person's account."""
        own = str(self.holder.account.known_id)
        if step.trusted:
            return _TRUST + own
        return _TRUST + {"account": own, "management": _management(personas), "nobody": ""}[self.target.trusts]

    def _contexts(self, personas: Personas, step: StepSpec) -> Iterator[dict[str, ContextValue | None]]:
        asked: Context = {**step.context, **_tags("Resource", self.target.tags if step.target_tags else {})}
        carried: Context = {
            **step.may_carry,
            **_tags("Request", _NEW_TAGS if step.new_tags else {}),
            **_tags("Resource", _OWN_TAGS if step.own_tags else {}),
        }
        for context in (asked, {**asked, **carried}) if carried else (asked,):
            named = with_tag_keys(context, personas.environment.facts.tag_keys)
            try:
                yield filled(named, self.values)
            except NothingToAskError:
                continue  # What the account has none of, as a team, nobody can add.


_OWN_TAGS = {"Team": "{{team}}", "Stage": "{{stage}}", "UserName": "{{user_name}}"}
_NEW_TAGS = {**_OWN_TAGS, "CostCenter": "{{cost_center}}", "DataClassification": "internal"}


def _tags(kind: str, tags: Mapping[str, str]) -> Context:
    return {f"aws:{kind}Tag/{key}": value for key, value in tags.items()}


def attempts(personas: Personas, corpus: Corpus, holder: Holder) -> Iterator[Attempt]:
    """Give every way to each of its targets; not to targets of which the account has none.

    Of a target that stands for several, such as the roles that guardrails exempt, each is one.
    """
    known = _of_team(personas.values(holder.account))
    targets = {name: list(_each(target, known)) for name, target in corpus.targets.items()}
    ways = (way for way in corpus.ways if way.spec.only_in is None or way.spec.only_in in holder.account.functions)
    for way in ways:
        for name, target in corpus.targets_of(way):
            for values in targets[name]:
                yield Attempt(holder, way, name, target, values)


def _each(target: TargetSpec, known: ScenarioValues) -> Iterator[ScenarioValues]:
    written = [target.role or "", target.name, target.boundary or "", *target.tags.values()]
    try:
        for turn in known.turns(written):
            own: dict[str, Value] = {
                "target": turn.sample(written[0]),
                "name": turn.sample(written[1]),
                "boundary": turn.sample(written[2]),
                "own_name": _own_name(known),
            }
            yield replace(turn, values={**turn.values, **own})
    except NothingToAskError:
        return


def _of_team(known: ScenarioValues) -> ScenarioValues:
    """Return the values of an account; outside a team's account nothing stands for a team and its stages."""
    return known if known.values["stage"] else replace(known, values={**known.values, "team": "", "other_stages": ()})


def _own_name(known: ScenarioValues) -> str:
    team, stage = known.values["team"], known.values["stage"]
    return f"{team}-{stage}-own" if stage else "own"


def with_trusts(personas: Personas, batch: Batch) -> None:
    """Add the trust policies of targets to a batch."""
    for account_id in ("", *(str(account.known_id) for account in _accounts(personas))):
        batch.policies[_TRUST + account_id] = PolicyDocument("RESOURCE_POLICY", _trusting(account_id))


def _accounts(personas: Personas) -> Iterator[Account]:
    accounts = personas.environment.accounts
    yield from filter(None, map(accounts.named, accounts.keys()))


def _management(personas: Personas) -> str:
    return next((str(account.known_id) for account in _accounts(personas) if account.is_management), "")


def _trusting(account_id: str) -> dict[str, object]:
    """Return the trust policy of a role that an account may assume; that of a service, where no account may."""
    principal = {"AWS": f"arn:aws:iam::{account_id}:root"} if account_id else {"Service": "ec2.amazonaws.com"}
    statement = {"Sid": "Trusted", "Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return {"Version": "2012-10-17", "Statement": [statement]}
