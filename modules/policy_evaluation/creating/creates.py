"""What the platform creates in member accounts: each resource with the role that creates it, and its tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from modules.policy_evaluation.creating.spec import CreatesSpec
from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.specification.errors import LandingZoneError
from modules.synthesized.accounts import provider_of, role_of, tags_of
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import EVERY_KIND, Resource, written
from modules.synthesized.unknowns import Identity

_POLICY, _ROLE = "aws_iam_policy", "aws_iam_role"


@dataclass(frozen=True, slots=True)
class Create:
    """One resource, before it is created."""

    resource: Resource
    account: Account
    role: str
    """The role that creates it, by path and name."""
    tags: Mapping[str, str]
    """Those of its provider, and its own."""
    name: str = ""
    """How its ARN ends, with `*` for what is known at apply only; empty where nothing is known of it."""

    def argument(self, path: str) -> Any:
        """Return an argument; dots lead into blocks, of which the first counts. Nothing where it has none."""
        value: Any = self.resource.values
        for key in path.split("."):
            value = value[0] if isinstance(value, list) and value else value
            value = value.get(key) if isinstance(value, Mapping) else None
        return value


def creates(synthesized: Synthesized, environment: SynthesizedEnvironment, known: CreatesSpec) -> Iterator[Create]:
    """Give every resource that is created in a member account.

    Raises:
        LandingZoneError: nothing is known of a type, or of the account or the role that a resource is created with.

    """
    whole = {resource.identity: resource for resource in synthesized.resources(EVERY_KIND)}
    for scope in synthesized.scopes():
        for address, kind, body in written(scope, EVERY_KIND):
            if address.startswith("data.") or kind in known.nothing:
                continue
            resource = whole[f"{scope.where}:{address}"]
            account = environment.accounts.named(str(resource.account))
            if account is None:
                raise _unknown("the account of a resource", resource)
            if account.is_management:
                continue
            if kind not in known.creates:
                raise _unmapped(resource)
            role = role_of(scope, provider_of(body))
            if role is None:
                raise _unknown("the role that creates a resource", resource)
            own = resource.values.get("tags") or {}
            tags = {**tags_of(scope, provider_of(body)), **(own if isinstance(own, Mapping) else {})}
            yield Create(
                replace(resource, values={**resource.values, **_boundary(resource, whole, account)}),
                account,
                role,
                {key: str(value) for key, value in tags.items() if value},
                _name(synthesized, resource, whole, known),
            )


def _name(synthesized: Synthesized, resource: Resource, whole: Mapping[str, Resource], known: CreatesSpec) -> str:
    """Return what a resource is called; of one that belongs to another, what that is called."""
    spec = known.creates.get(resource.kind)
    value = resource.values.get(spec.named) if spec else None
    owner = whole.get(value.resource) if isinstance(value, Identity) else None
    if owner is not None and owner.kind in known.creates and owner.identity != resource.identity:
        return _name(synthesized, owner, whole, known)
    if spec is None or value is None:
        return ""
    path = resource.text("path") if spec.named == "name" else None
    return f"{path or ''}{synthesized.with_wildcards(resource, spec.named)}".strip("/")


def _boundary(resource: Resource, whole: Mapping[str, Resource], account: Account) -> dict[str, str]:
    """Return the ARN of a role's boundary, of what is put on a role too, where it is known at apply only."""
    role = _role_of(resource, whole)
    value = role.values.get("permissions_boundary") if role else None
    policy = whole.get(value.resource) if isinstance(value, Identity) else None
    if policy is None:
        return {"permissions_boundary": value} if isinstance(value, str) else {}
    path = policy.text("path") or "/"
    return {"permissions_boundary": f"arn:aws:iam::{account.known_id}:policy{path}{policy.values['name']}"}


def _role_of(resource: Resource, whole: Mapping[str, Resource]) -> Resource | None:
    """Return the role that a resource is, or that it belongs to by its argument `role`."""
    role = resource.values.get("role")
    if resource.kind == _ROLE or not isinstance(role, str):
        return resource if resource.kind == _ROLE else None
    if isinstance(role, Identity):
        return whole.get(role.resource)
    where = resource.identity.partition(":")[0]
    of_workspace = (each for each in whole.values() if each.kind == _ROLE and each.identity.startswith(f"{where}:"))
    return next((each for each in of_workspace if each.values.get("name") == role), None)


def _unmapped(resource: Resource) -> LandingZoneError:
    return LandingZoneError(
        "how a resource is created is not known",
        got=resource.address,
        why="every create is evaluated against the organization's policies, so that AWS refuses none after a preview",
        fix=f"write in policies/creates.yaml which requests create {resource.kind}",
    )


def _unknown(what: str, resource: Resource) -> LandingZoneError:
    return LandingZoneError(
        f"{what} cannot be read from what was synthesized",
        got=resource.identity,
        why="which policies of the organization hold for its creation follows from that",
        fix="run `python main.py synth`; if it stays, it is a mistake of this library",
    )
