"""What refers to several others in one list stays when one of them leaves, and is changed by the same deploy.

Terraform destroys what leaves first, which AWS refuses while it is referred to: for minutes, and then for ever. With
`create_before_destroy`, which the state remembers once the block is gone, it is destroyed last.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_REFERENCE = re.compile(r"\b(aws_\w+)\.([\w-]+)\.")
_OF_TERRAFORM = frozenset({"//", "depends_on", "lifecycle", "provider"})

DESTROYED_LAST = {
    ("aws_networkfirewall_firewall_policy", "stateful_rule_group_reference", "aws_networkfirewall_rule_group"),
}
DESTROYED_FIRST: Mapping[tuple[str, str, str], str] = {
    ("aws_codepipeline", "stage", "aws_codebuild_project"): "AWS deletes a project that a pipeline names",
    (
        "aws_lakeformation_resource_lf_tags",
        "lf_tag",
        "aws_lakeformation_lf_tag",
    ): "AWS takes a tag off what carries it; tags are protected",
    **{
        (
            type_,
            argument,
            "aws_subnet",
        ): "zones are appended only (docs/how-to/plan-addresses.md); subnets are protected"
        for type_, argument in (
            ("aws_ec2_transit_gateway_vpc_attachment", "subnet_ids"),
            ("aws_networkfirewall_firewall", "subnet_mapping"),
            ("aws_route53_resolver_endpoint", "ip_address"),
            ("aws_vpc_endpoint", "subnet_ids"),
        )
    },
}
"""Why none of these has to be destroyed last."""


def lists(node: Any, argument: str = "") -> Iterator[tuple[str, set[tuple[str, str]]]]:
    """Give each list of a resource's body that refers to others, by the argument that it is of."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key not in _OF_TERRAFORM:
                yield from lists(value, key)
    elif isinstance(node, list):
        yield argument, set(_REFERENCE.findall(json.dumps(node)))
        for each in node:
            yield from lists(each, argument)


def referred_to(output: Path) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    """Return the bodies of what stands in a list beside others of its type, by who refers, argument and type."""
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for path in output.glob("stacks/**/cdk.tf.json"):
        resources = json.loads(path.read_text()).get("resource", {})
        for type_, named in resources.items():
            for argument, references in (each for body in named.values() for each in lists(body)):
                for other in {kind for kind, _ in references}:
                    names = [name for kind, name in references if kind == other]
                    if len(names) > 1:
                        found[type_, argument, other] += [resources[other][name] for name in names]
    return found


def test_somebody_has_judged_every_list_of_which_one_may_leave(outputs: dict[str, Path]) -> None:
    found = {place for output in outputs.values() for place in referred_to(output)}

    assert found == DESTROYED_LAST | DESTROYED_FIRST.keys()


def test_what_aws_keeps_while_it_is_referred_to_is_destroyed_behind_that(outputs: dict[str, Path]) -> None:
    bodies = [body for output in outputs.values() for place in DESTROYED_LAST for body in referred_to(output)[place]]

    assert bodies
    assert [body for body in bodies if not body.get("lifecycle", {}).get("create_before_destroy")] == []
