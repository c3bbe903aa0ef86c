"""What a launch makes: each resource of a template in an account where it is launched, with its values evaluated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from modules.catalog.library.launch_role import PATH
from modules.catalog_tests.accounts import LaunchingAccount
from modules.catalog_tests.blueprint_accounts import BLUEPRINT_ROLE
from modules.catalog_tests.expressions import UNKNOWN, Expressions
from modules.catalog_tests.fault import Candidate
from modules.catalog_tests.handlers import Handler, needed_actions, tagging_actions
from modules.catalog_tests.spec import OF_A_PORTFOLIO, ResourceTypeSpec, property_of
from modules.policy_evaluation.creating.creates import Create
from modules.specification.errors import LandingZoneError
from modules.synthesized.resources import Resource


@dataclass(frozen=True)
class LaunchedResource:
    """One resource of one launch."""

    candidate: Candidate
    account: LaunchingAccount
    logical_id: str
    kind: str
    """Its type: `AWS::Athena::WorkGroup`."""
    spec: ResourceTypeSpec
    properties: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What it is called; empty where the service gives it an id."""
        value = property_of(self.properties, self.spec.creates.named)
        return value if isinstance(value, str) and value != UNKNOWN else ""

    @property
    def tags(self) -> dict[str, str]:
        """Its tags."""
        tags = self.properties.get("Tags") or {}
        return {tag["Key"]: tag["Value"] for tag in tags} if isinstance(tags, list) else dict(tags)

    @property
    def needed_of(self) -> Mapping[Handler, frozenset[str]]:
        """The actions that CloudFormation needs for it, by what is done with it."""
        return needed_actions(self.kind, self.account.region, self.spec, self.properties)

    @property
    def needed(self) -> frozenset[str]:
        """All of these actions."""
        return frozenset[str]().union(*self.needed_of.values())

    @property
    def tagging(self) -> frozenset[str]:
        """Those by which its tags are set, read and removed."""
        return tagging_actions(self.kind, self.account.region)

    @property
    def role(self) -> str:
        """What makes it, by path and name: the launch role, or that of Control Tower for blueprints."""
        if self.candidate.product.is_blueprint:
            return BLUEPRINT_ROLE
        return f"{PATH}{self.candidate.product.launch_role_name}".removeprefix("/")

    @property
    def create(self) -> Create:
        """Its creation, as the organization's policies are asked about."""
        resource = Resource(
            identity=f"{self.candidate.name}:{self.logical_id}",
            address=f"{self.candidate.name}:{self.logical_id}",
            kind=self.kind,
            values=self.properties,
            account=self.account.account.key,
            region=self.account.region,
        )
        return Create(resource, self.account.account, self.role, self.tags, self.name)

    @property
    def context(self) -> dict[str, Any]:
        """Condition keys of requests about it, by what is known of its type."""
        given = {
            key: source[1:] if source.startswith("=") else property_of(self.properties, source)
            for key, source in self.spec.creates.context.items()
        }
        return {key: sent for key, value in given.items() if (sent := _sent(value))}


def _sent(value: Any) -> Any:
    """Return a value as a request carries it; nothing for none."""
    if isinstance(value, list):
        return tuple(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if value else None


def launched_resources(
    candidates: Sequence[Candidate], accounts: Sequence[LaunchingAccount], types: Mapping[str, ResourceTypeSpec]
) -> Iterator[LaunchedResource]:
    """Give every resource of every test of every version, in each account.

    Raises:
        LandingZoneError: nothing is known of a type.

    """
    for candidate in candidates:
        kinds = {name: each["Type"] for name, each in candidate.version.template["Resources"].items()}
        _refuse_unknown(candidate, kinds, types)
        template, names = candidate.version.template, {kind: spec.creates.named for kind, spec in types.items()}
        for account in accounts:
            for test in candidate.tests:
                values = Expressions(template, test.parameters, account.published, account.pseudo, names)
                for name, properties in values.resources().items():
                    yield LaunchedResource(candidate, account, name, kinds[name], types[kinds[name]], properties)


def _refuse_unknown(candidate: Candidate, kinds: Mapping[str, str], types: Mapping[str, ResourceTypeSpec]) -> None:
    unknown = sorted({kind for kind in kinds.values() if kind not in types})
    if unknown:
        raise LandingZoneError(
            "how a resource of a product is created is not known",
            got=f"{', '.join(unknown)}, of {candidate.name}",
            why="each resource is put to the policies of where the product is launched",
            fix=f"write in {OF_A_PORTFOLIO} of the portfolio what is to be known of the type "
            "(docs/reference/product-files.md)",
        )
