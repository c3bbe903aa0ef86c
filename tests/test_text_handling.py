"""Where text of users meets the program: nothing formats it, and no names are joined so that others could be meant."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.environment import PROJECT
from modules.network.plan.dns import domain_key
from modules.network.plan.service_catalogue import catalogue as endpoint_services
from modules.organization.control_tower.bindings import address_part
from modules.organization.control_tower.catalogue import catalogue
from modules.workspaces.network.network_workspace import unit_key

MODULES = [
    path
    for path in sorted([*(PROJECT / "modules").rglob("*.py"), PROJECT / "main.py"])
    if "emulator" not in path.parts  # whose formats are tables of its own
]
ROOMS_WITH_CONSTRUCTS = {"accounts", "identity", "network", "organization", "workspaces"}
OF_CONSTRUCTS = [path for path in MODULES if ROOMS_WITH_CONSTRUCTS & set(path.relative_to(PROJECT).parts[1:2])]
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")

JOINED_WITH_A_WAY_BACK = {
    ("organization.py", "'/'.join((self.organization_id, *ids))"): "an id has no slash",
    (
        "network_workspace.py",
        "'-'.join((f'~{name}' if name.startswith('-') else name for name in doubled))",
    ): "hyphens of a name are doubled, and one that begins it has a tilde before it",
    ("logical_ids.py", "'/'.join(names)"): "no name of a construct has a slash",
    (
        "logical_ids.py",
        "'_'.join((_allowed(name) for name in shown if name != _HIDDEN_FROM_READERS))",
    ): "hash behind it",
    ("spoke_blueprints.py", "'-'.join(self.zone_ids)"): "an id of a zone has one hyphen, and digits behind it",
    ("bindings.py", "'/'.join(target)"): "no name of a unit has a slash",
    ("library.py", "'/'.join(library.parts[-3:])"): "no name of a folder has a slash",
    ("shares.py", "'/'.join(unit)"): "no name of a unit has a slash",
    ("sizes.py", "'/'.join(unit)"): "no name of a unit has a slash",
    (
        "values.py",
        "'/'.join((PREFIX, environment, workspace, output, *keys))",
    ): "none but the last key has a slash",
    ("vended_accounts.py", "'/'.join(path)"): "no name of a unit has a slash",
}
"""Every text that is joined of names where constructs are defined, and why two lists of names never give the same."""

NEEDS_NO_OTHER = "a name that AWS has as often as one likes"
NUMBERED_END = "the end is a number, a zone or a word of our own"
OF_AWS = "AWS's own names, or parts of an ARN, without the separator in them"

FORMATTED_WITH_A_WAY_BACK = {
    "bootstrap.py": OF_AWS,
    "account_family.py": "a name for readers, with a number where two are the same",
    "delivery.py": OF_AWS,
    "plan_role.py": "a class of accounts, and a word of our own",
    "deliveries.py": "a name for readers, with a number where two are the same; names of fields are compared",
    "repositories.py": "the name of a repository has no slash",
    "vended_accounts.py": "hash behind it",
    "account_class.py": "a function has no slash; the others are a pattern",
    "attachments.py": "the number is the end, and no hub may be called so (consistency/network/names.py)",
    "audit.py": OF_AWS,
    "availability_zones.py": NUMBERED_END,
    "backup.py": OF_AWS,
    "boundary.py": OF_AWS,
    "data_governance.py": OF_AWS,
    "data_lake.py": OF_AWS,
    "dns.py": "a hub has no dot, and a service no double hyphen",
    "dns_firewall.py": NEEDS_NO_OTHER,
    "documents.py": "a path that is shown",
    "egress_vpc.py": NUMBERED_END,
    "existing_transit_hub.py": OF_AWS,
    "firewall.py": NUMBERED_END,
    "gateway_endpoints.py": OF_AWS,
    "hub_route_tables.py": NEEDS_NO_OTHER,
    "hub_vpc.py": NUMBERED_END,
    "inspection_vpc.py": NUMBERED_END,
    "interface_endpoint.py": "a record and its zone",
    "interface_endpoints.py": NEEDS_NO_OTHER,
    "library.py": "a path that is shown",
    "member_workspace.py": OF_AWS,
    "log_key.py": OF_AWS,
    "logical_ids.py": "hash behind it",
    "modules.py": "a folder, in which names have no slash",
    "nat_gateways.py": NUMBERED_END,
    "on_premises.py": "two hubs of a region may not give one name (consistency/network/names.py); a key has spaces",
    "outputs.py": "an expression",
    "products.py": OF_AWS,
    "providers.py": OF_AWS,
    "resolver_endpoint.py": NUMBERED_END,
    "roster.py": "two accounts may not have one key (consistency/accounts.py)",
    "rule_groups.py": "two hubs of a region may not give one name (consistency/network/names.py)",
    "sandbox_budgets.py": OF_AWS,
    "service_roles.py": OF_AWS,
    "shares.py": "the number is the end, and no hub may be called so (consistency/network/names.py)",
    "shared_vpc_blueprints.py": "words of our own, a hub, and a number at the end",
    "silent_loss.py": "a path that is shown",
    "spoke_blueprints.py": NUMBERED_END,
    "synthesis.py": "a path, in which ids have no slash",
    "tiered_vpc.py": NUMBERED_END,
    "tunnel_arguments.py": "an argument of the provider, behind a digit",
    "workspace.py": "an expression",
    "written_document.py": "a path that is shown; letters and a number, or a digest between them",
    "zones.py": "a zone's id",
    "stage_binding.py": "two permission sets may not give one name (consistency/permission_sets.py)",
    "studio.py": "the name of the account's only domain",
}
"""Every file with constructs that formats several values into one word, and why no others give the same."""


def nodes(path: Path) -> Iterator[ast.AST]:
    yield from ast.walk(ast.parse(path.read_text()))


def root_of(node: ast.expr) -> ast.expr:
    """What an expression such as `TEXTS[kind][1]` is taken from."""
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    return node


def is_ours(node: ast.expr) -> bool:
    root = root_of(node)
    return isinstance(root, ast.Constant) or (isinstance(root, ast.Name) and bool(CONSTANT.fullmatch(root.id)))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_only_constants_are_formatted(path: Path) -> None:
    """Text of a user in the place of a format reads attributes, takes all memory, or fails."""
    for node in nodes(path):
        if isinstance(node, ast.Attribute) and node.attr in {"format", "format_map", "vformat", "safe_substitute"}:
            assert is_ours(node.value), f"{path.name}:{node.lineno} {ast.unparse(node)}"
        if isinstance(node, ast.Name):
            assert node.id not in {"eval", "exec", "Formatter"}, f"{path.name}:{node.lineno}"
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Mod)
            and isinstance(node.right, (ast.Tuple, ast.Dict))
        ):
            assert is_ours(node.left), f"{path.name}:{node.lineno} {ast.unparse(node)}"


def ids(path: Path) -> Iterator[ast.expr]:
    """The second argument of everything that is called like a construct."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and len(node.args) > 1 and isinstance(node.func, (ast.Name, ast.Attribute)):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name[:1].isupper() or name in {"__init__", "call", "_lead_to"}:
                yield node.args[1]


DEFINING = [path for path in OF_CONSTRUCTS if "from constructs import" in path.read_text()]


@pytest.mark.parametrize("path", DEFINING, ids=lambda path: str(path.relative_to(PROJECT)))
def test_an_id_of_a_construct_is_made_of_one_name_at_most(path: Path) -> None:
    """Two names joined may be what two others give: one of the constructs is lost, or synthesis fails."""
    for id_ in ids(path):
        parts = [part for part in ast.walk(id_) if isinstance(part, ast.FormattedValue)]
        assert len([part for part in parts if not is_ours(part.value)]) <= 1, f"{path.name}: {ast.unparse(id_)}"
        assert not any(isinstance(part, ast.Add) for part in ast.walk(id_)), f"{path.name}: {ast.unparse(id_)}"


@pytest.mark.parametrize("path", OF_CONSTRUCTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_names_are_joined_only_with_a_way_back(path: Path) -> None:
    """Joins for messages and for text with spaces, lines or commas in it are no names."""
    for node in nodes(path):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join"):
            continue
        separator = node.func.value
        if isinstance(separator, ast.Constant) and re.fullmatch(r"[-_./:]+", str(separator.value)):
            assert (path.name, ast.unparse(node)) in JOINED_WITH_A_WAY_BACK, f"{path.name}: {ast.unparse(node)}"


def words_of_several(path: Path) -> Iterator[str]:
    """Give every text in which several values make one word: one with spaces or commas is for people."""
    for node in nodes(path):
        if isinstance(node, ast.JoinedStr):
            values = [part for part in node.values if isinstance(part, ast.FormattedValue) and not is_ours(part.value)]
            between = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            if len(values) > 1 and not re.search(r"[\s,]", between):
                yield ast.unparse(node)


@pytest.mark.parametrize("path", OF_CONSTRUCTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_names_are_formatted_only_with_a_way_back(path: Path) -> None:
    assert path.name in FORMATTED_WITH_A_WAY_BACK or list(words_of_several(path)) == []


def test_no_file_is_excused_that_formats_nothing() -> None:
    assert set(FORMATTED_WITH_A_WAY_BACK) == {path.name for path in OF_CONSTRUCTS if list(words_of_several(path))}


UNIT_NAMES = st.text("ab-~ _", min_size=1, max_size=4)
PATHS = st.lists(UNIT_NAMES, min_size=1, max_size=4).map(tuple)


@given(st.lists(PATHS, unique=True, min_size=2, max_size=30))
def test_no_two_units_have_one_key_whatever_they_are_called(paths: list[tuple[str, ...]]) -> None:
    assert len({unit_key(path) for path in paths}) == len(paths)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Workloads", "ML-Live"), ("Workloads-ML", "Live")),
        (("A-", "B"), ("A", "-B")),
        (("A--B",), ("A-", "B")),
        (("A~", "-B"), ("A", "~-B")),
    ],
)
def test_units_that_look_alike_when_joined_have_keys_of_their_own(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert unit_key(one) != unit_key(other)


DOMAINS = st.lists(st.from_regex(r"[a-c0]([a-c0-]{0,3}[a-c0])?", fullmatch=True), min_size=2, max_size=4).map(".".join)


@given(st.lists(DOMAINS, unique=True, min_size=2, max_size=30))
def test_no_two_domains_have_one_key(domains: list[str]) -> None:
    assert len({domain_key(domain) for domain in domains}) == len(domains)


def test_services_have_addresses_of_their_own() -> None:
    services = endpoint_services().services

    assert len({service.replace(".", "-") for service in services}) == len(services)


def test_controls_have_addresses_of_their_own() -> None:
    assert len({address_part(control) for control in catalogue()}) == len(catalogue())
