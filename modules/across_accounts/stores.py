"""What is guarded by a policy of its own: buckets, keys, vaults, registries and roles of all member accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modules.across_accounts.execution_roles import execution_roles
from modules.across_accounts.kinds import FOLLOWED, KINDS, OF_NO_CONCERN, POLICY_ARGUMENTS, Kind
from modules.across_accounts.lake_formation.asked_about import AskedAbout
from modules.across_accounts.shares import SHARE, Shared, shared_things
from modules.across_accounts.stand_ins import StandIns
from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.specification.errors import LandingZoneError
from modules.synthesized.accounts import provider_of, tags_of
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import EVERY_KIND, Resource, written
from modules.synthesized.unknowns import Identity

_ALIAS = "aws_kms_alias"

_Place = tuple[str, str | None]
"""A type of resource, and the key of an account."""

_Beside = Mapping[_Place, list[Resource]]
"""Resources by where they are: what belongs to one is in the same account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """One thing with a policy of its own."""

    kind: str
    """`bucket`, `key` and so on."""
    address: str
    """Of the resource, in its workspace or module: the same in all accounts that have the module."""
    name: str
    arn: str
    account: Account
    region: str
    document: Mapping[str, Any] | None
    """Its policy; none where it has none."""
    tags: Mapping[str, str]
    execution_role: str
    """The role that defines it, by path and name; empty where its workspace assumes none."""
    aliases: tuple[str, ...] = ()
    """Of a key."""
    shared_by: str = ""
    """The share that the policy is of, where it is one's."""
    about: AskedAbout | None = None
    """What it is to Lake Formation; none for what that knows nothing of."""

    @property
    def policy(self) -> str:
        """What its policy is called among others; empty where it has none."""
        return f"the policy of {self.arn}{self._share}" if self.document is not None else ""

    @property
    def opened_policy(self) -> str:
        """What its policy is called that admits everybody beside."""
        return f"the opened policy of {self.arn}{self._share}"

    @property
    def _share(self) -> str:
        return f" by {self.shared_by}" if self.shared_by else ""

    @property
    def called(self) -> str:
        """What scenarios call it: of a key its first alias, without `alias/`."""
        return self.aliases[0].removeprefix("alias/") if self.aliases else self.name

    def inner(self, object_: str) -> str:
        """Return the ARN of what is in it."""
        return KINDS[self.kind].inner.format(
            arn=self.arn,
            object=object_,
            name=self.name,
            path=self.arn.partition("/")[2],
            region=self.region,
            account=self.account.known_id,
        )


def without_policy(arn: str, account: Account, region: str) -> Store:
    """Return something that has no policy of its own: its account's principals alone may reach it."""
    return Store(
        kind="",
        address="",
        name=arn,
        arn=arn,
        account=account,
        region=region,
        document=None,
        tags={},
        execution_role="",
    )


def opened(document: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a policy that admits everybody, but for what it denies."""
    known = document or {"Version": "2012-10-17", "Statement": []}
    return {**known, "Statement": [*statements_of(known), _EVERYBODY]}


def statements_of(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the statements of a policy, each with a name; one that has none is named by its number."""
    several = document["Statement"] if isinstance(document["Statement"], list) else [document["Statement"]]
    return [{**each, "Sid": each.get("Sid") or f"Statement{number}"} for number, each in enumerate(several, start=1)]


_EVERYBODY = {"Sid": "Everybody", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}


def stores(synthesized: Synthesized, environment: SynthesizedEnvironment, stand_ins: StandIns) -> list[Store]:
    """Return everything in member accounts that scenarios may ask about.

    Raises:
        LandingZoneError: a type may let somebody reach data, and is neither followed nor of no concern.

    """
    refuse_unread(synthesized)
    wanted = {kind.type for kind in KINDS.values()} | {kind.policy for kind in KINDS.values()} | {_ALIAS, SHARE}
    found = list(synthesized.resources(wanted))
    beside: dict[_Place, list[Resource]] = {}
    for resource in found:
        beside.setdefault((resource.kind, resource.account), []).append(resource)
    tags, roles = _tags(synthesized, wanted), execution_roles(synthesized, wanted)
    with_policies = [
        store
        for word, kind in KINDS.items()
        for resource in found
        if resource.kind == kind.type and not resource.identity.partition(":")[2].startswith("data.")
        for account in [environment.accounts.named(str(resource.account))]
        if account is not None and not account.is_management
        for store in [_store(word, kind, resource, account, beside, stand_ins, tags, roles)]
    ]
    shared = [
        _shared(thing, account, roles)
        for thing in shared_things(synthesized, stand_ins)
        if (account := environment.accounts.named(str(thing.share.account)))
    ]
    return [*with_policies, *shared]


def refuse_unread(synthesized: Synthesized) -> None:
    """Refuse what has a policy of its own that nobody reads.

    Raises:
        LandingZoneError: there is such a resource.

    """
    for scope in synthesized.scopes():
        for address, kind, body in written(scope, EVERY_KIND):
            is_read = address.startswith("data.") or kind in FOLLOWED or kind in OF_NO_CONCERN
            if not is_read and POLICY_ARGUMENTS & body.keys():
                raise LandingZoneError(
                    "who may use a resource is not read",
                    got=f"{scope.document.name}:{address}",
                    why="it has a policy of its own, which may let another account reach what is in it",
                    fix=f"follow {kind} in modules/across_accounts/kinds.py, or say there why it is of no concern",
                )


def _store(  # noqa: PLR0913, PLR0917 - what belongs together is in several resources
    word: str,
    kind: Kind,
    resource: Resource,
    account: Account,
    beside: _Beside,
    stand_ins: StandIns,
    tags: Mapping[str, Mapping[str, str]],
    roles: Mapping[str, str],
) -> Store:
    policies = (
        [resource] if kind.policy == kind.type else list(_of(kind.policy, kind.owner, resource, beside, stand_ins))
    )
    texts = [policy for policy in policies if policy.values.get(kind.argument)]
    aliases = _of(_ALIAS, "target_key_id", resource, beside, stand_ins) if word == "key" else ()
    return Store(
        kind=word,
        address=resource.address,
        name=stand_ins.name(resource),
        arn=stand_ins.arn(resource),
        account=account,
        region=str(resource.region),
        document=stand_ins.document(texts[0], kind.argument) if texts else None,
        tags=tags[resource.identity],
        execution_role=roles[resource.identity],
        aliases=tuple(stand_ins.text(alias, "name") for alias in aliases),
    )


def _shared(thing: Shared, account: Account, roles: Mapping[str, str]) -> Store:
    return Store(
        kind=thing.kind,
        address=thing.share.address,
        name=str(thing.share.values["name"]),
        arn=thing.arn,
        account=account,
        region=str(thing.share.region),
        document=thing.document,
        tags={},
        execution_role=roles[thing.share.identity],
        shared_by=thing.share.identity,
    )


def _of(kind: str, argument: str, owner: Resource, beside: _Beside, stand_ins: StandIns) -> Iterator[Resource]:
    """Give what belongs to a resource of its account, by the argument that leads to it: a reference, or its name."""
    for resource in beside.get((kind, owner.account), ()):
        value = resource.values.get(argument)
        if isinstance(value, Identity):
            if value.resource == owner.identity:
                yield resource
            continue
        if (
            value is not None
            and resource.region == owner.region
            and stand_ins.text(resource, argument) == stand_ins.name(owner)
        ):
            yield resource


def _tags(synthesized: Synthesized, wanted: set[str]) -> dict[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for scope in synthesized.scopes():
        for address, _, body in written(scope, wanted):
            own = scope.value(body.get("tags")) or {}
            tags = {**tags_of(scope, provider_of(body)), **own}
            found[f"{scope.where}:{address}"] = {key: str(value) for key, value in tags.items() if value}
    return found
