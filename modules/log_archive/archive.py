"""The log archive of one environment, as it was synthesized: its buckets and keys, with their policies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from modules.log_archive.copies import refuse_weaker_copies
from modules.log_archive.guarded import Document, Guarded
from modules.log_archive.kinds import (
    ACCESS_POINT,
    ALIAS,
    BUCKET,
    FOLLOWED,
    KEY,
    LOCK,
    POLICY,
    REPLICATION,
    is_of_no_concern,
)
from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID
from modules.policy_evaluation.reading.stand_ins import with_stand_ins
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.specification.errors import LandingZoneError
from modules.synthesized.accounts import providers_of, role_of
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unfollowed import refuse_unfollowed
from modules.synthesized.unknowns import Identity

LOG_ARCHIVE = "log-archive"
"""The function of the account."""

_NAME = re.compile(r".+-log-archive-(.+)-\d{12}")
_KEY_ID = "00000000-0000-0000-0000-000000000000"
"""Stands for the id that a key gets."""
_ORGANIZATION = "aws_organizations_organization."


@dataclass(frozen=True, slots=True)
class Archive:
    """All that keeps logs."""

    account_id: str
    guarded: tuple[Guarded, ...]
    execution_role: str
    """The role that its workspace works as, by path and name: `role/Deployment`."""


def archive_of(synthesized: Synthesized, environment: SynthesizedEnvironment) -> Archive | None:
    """Read the log archive out of all workspaces; nothing, where the environment has none.

    Raises:
        LandingZoneError: something in it cannot be followed, or a bucket or key has no policy.

    """
    refuse_unfollowed(
        synthesized, subject="the log archive", room="modules/log_archive", is_of_no_concern=is_of_no_concern
    )
    account = next(
        (account for account in map(environment.accounts.named, environment.accounts.keys()) if _is_archive(account)),
        None,
    )
    found = [] if account is None else _resources(synthesized, account.key)
    _refuse_access_points(synthesized, account.key if account else "")
    reading = _Reading(synthesized, environment, found)
    buckets = [bucket for bucket in found if bucket.kind == BUCKET and reading.purpose(bucket)]
    if account is None or not buckets:
        return None
    holding = tuple(map(reading.bucket, buckets))
    for replication in found:
        if replication.kind == REPLICATION:
            _refuse_weaker_copies(reading, replication, holding)
    guarded = (
        *holding,
        *(reading.key(key) for key in found if key.kind == KEY and reading.aliases(key)),
    )
    return Archive(str(account.known_id), guarded, _execution_role(synthesized, buckets[0]))


def _refuse_access_points(synthesized: Synthesized, archive: str) -> None:
    """Refuse second names of buckets in the archive's account, or of buckets in another account than their own."""
    for point in synthesized.resources({ACCESS_POINT}):
        if point.account == archive or "bucket_account_id" in point.values:
            raise LandingZoneError(
                "an access point must not lead to logs",
                got=f"{point.address} of {point.account}",
                why="whoever gets in through it is not asked about the bucket by its name, and the proof follows no "
                "access points",
                fix="do without it, or make it in the account of its own bucket",
            )


def _refuse_weaker_copies(reading: _Reading, replication: Resource, buckets: Sequence[Guarded]) -> None:
    arn, replica_arns = reading.copied(replication)
    for original in buckets:
        if original.arn == arn:
            refuse_weaker_copies(original, replica_arns, buckets)


def _is_archive(account: Any) -> bool:
    return account is not None and LOG_ARCHIVE in account.functions


def _resources(synthesized: Synthesized, account: str) -> list[Resource]:
    return [resource for resource in synthesized.resources(FOLLOWED) if resource.account == account]


def _execution_role(synthesized: Synthesized, bucket: Resource) -> str:
    """Return the role that a bucket's workspace assumes, by path and name."""
    scope = synthesized.scope(bucket.workspace)
    roles = (role_of(scope, provider) for provider in providers_of(scope)) if scope else ()
    if role := next(filter(None, roles), None):
        return f"role/{role}"
    raise LandingZoneError(
        "the role that configures the log archive cannot be read from what was synthesized",
        got=f"no role in the provider of {bucket.workspace}",
        why="it is the one whom policies let change the buckets",
        fix="run `python main.py synth`; if it stays, it is a mistake of this library",
    )


class _Reading:
    """Reads what belongs together."""

    def __init__(
        self, synthesized: Synthesized, environment: SynthesizedEnvironment, found: Iterable[Resource]
    ) -> None:
        self._synthesized, self._environment, self._found = synthesized, environment, list(found)

    def purpose(self, bucket: Resource) -> str | None:
        """Return what a bucket of the log archive holds; nothing where its name is no such name."""
        matched = _NAME.fullmatch(self._bucket_name(bucket))
        return matched[1] if matched else None

    def bucket(self, bucket: Resource) -> Guarded:
        """Return a bucket with its policy."""
        locks = [lock.values.get("rule") or {} for lock in self._of(LOCK, "bucket", bucket)]
        modes = [rule["default_retention"]["mode"] for rule in locks if rule.get("default_retention")]
        return Guarded(
            name=str(self.purpose(bucket)),
            arn=f"arn:aws:s3:::{self._bucket_name(bucket)}",
            policy=self._policy(bucket, [(policy, "policy") for policy in self._of(POLICY, "bucket", bucket)]),
            mode=modes[0] if modes else None,
        )

    def copied(self, replication: Resource) -> tuple[str, list[str]]:
        """Return the ARN of a bucket that is replicated, and of those that its copies go to."""
        rules = self._synthesized.argument(replication, "rule", self._known)
        name = with_stand_ins(self._synthesized, replication, "bucket", self._stand_in)
        return f"arn:aws:s3:::{name}", [str(rule["destination"]["bucket"]) for rule in rules]

    def _known(self, value: Any) -> Any:
        found = self._stand_in(value) if isinstance(value, Identity) else None
        return value if found is None else found

    def aliases(self, key: Resource) -> tuple[str, ...]:
        """Return the aliases of a key that logs are encrypted with."""
        names = (str(alias.values["name"]) for alias in self._of(ALIAS, "target_key_id", key))
        return tuple(name for name in names if LOG_ARCHIVE in name)

    def key(self, key: Resource) -> Guarded:
        """Return a key with its policy."""
        account = self._environment.accounts.named(str(key.account))
        aliases, account_id = self.aliases(key), account.known_id if account else ""
        return Guarded(
            name=aliases[0],
            arn=f"arn:aws:kms:{key.region}:{account_id}:key/{_KEY_ID}",
            policy=self._policy(key, [(key, "policy")] if key.values.get("policy") else []),
            aliases=aliases,
        )

    def _of(self, kind: str, argument: str, owner: Resource) -> list[Resource]:
        """Return what belongs to a bucket or a key, by the argument that leads to it."""
        of_kind = (resource for resource in self._found if resource.kind == kind)
        return [resource for resource in of_kind if _leads_to(resource.values.get(argument), owner)]

    def _policy(self, owner: Resource, policies: list[tuple[Resource, str]]) -> Document:
        if len(policies) != 1:
            raise LandingZoneError(
                "a bucket or a key of the log archive must have one policy",
                got=f"{len(policies)} for {owner.identity}",
                why="who writes and deletes logs is read from it",
                fix="define aws_s3_bucket_policy once for the bucket, and `policy` of the key",
            )
        document: Document = json.loads(with_stand_ins(self._synthesized, *policies[0], self._stand_in))
        return document

    def _bucket_name(self, bucket: Resource) -> str:
        return with_stand_ins(self._synthesized, bucket, "bucket", self._stand_in)

    def _stand_in(self, value: Identity) -> str | None:
        if value.address.removeprefix("data.").startswith(_ORGANIZATION) and value.attribute == "id":
            return ORGANIZATION_ID
        if key := self._synthesized.account_keys.key(value):
            account = self._environment.accounts.named(key)
            return account.known_id if account else None
        buckets = (resource for resource in self._found if resource.kind == BUCKET)
        bucket = next((bucket for bucket in buckets if bucket.identity == value.resource), None)
        if bucket and value.attribute in {"arn", "id"}:
            name = self._bucket_name(bucket)
            return f"arn:aws:s3:::{name}" if value.attribute == "arn" else name
        return None


def _leads_to(value: Any, owner: Resource) -> bool:
    if isinstance(value, Identity):
        return value.resource == owner.identity
    return value is not None and value == owner.values.get("bucket")
