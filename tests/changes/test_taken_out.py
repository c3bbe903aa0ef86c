"""What the YAML lists is taken out, and whoever still referred to it lets go of it before AWS is to delete it.

Terraform destroys what leaves before it changes what stays, and AWS deletes nothing that is in use: for minutes, and
then for ever. With `create_before_destroy`, which the state remembers once the block is gone, it is destroyed last.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from modules.environment import Environment
from modules.synthesized.documents import Document
from modules.synthesized.environment import read_synthesized
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import environment, environment_with

_REFERENCE = re.compile(r"\b(aws_\w+\.[\w-]+)\b")

Place = tuple[str, str, str]
"""Workspace, module and address there."""
TAKEN_OUT = frozenset(
    {
        "aws_detective_graph",
        "aws_glue_catalog_database",
        "aws_networkfirewall_rule_group",
        "aws_oam_link",
        "aws_organizations_policy",
        "aws_route53_resolver_firewall_domain_list",
        "aws_route53_zone",
        "aws_servicecatalog_portfolio_share",
        "aws_servicecatalog_product",
        "aws_vpc_endpoint",
    }
)
"""Of each list something, in workspaces that stay."""


def reduced() -> Environment:
    """Staging without something of each list."""
    said = environment().zone.model_dump(mode="json", exclude_defaults=True)
    units = said["organization"]["units"]
    units["Sandbox"]["guardrails"].remove("sandbox-instance-types")
    units["Workloads"]["guardrails"].remove("glue-vpc-connections")
    said["network"] |= {
        "inspection": {"domains": ["aws"], "rules": []},
        "endpoints": {"services": ["sts"]},
        "dns": {"blocked_domains": []},
    }
    said["security"] = {"detective": {"enabled": False}, "macie": {"enabled": False}}
    said["teams"]["fraud"].pop("data_products")
    without = dict.fromkeys(("active_directory", "cost", "observability", "pipelines"))
    return environment_with(
        "staging",
        **{
            **said,
            **without,
            "catalog": {
                "portfolios": {"model-deployment": {"shared_with": []}, "analytics": {"products": ["athena-workgroup"]}}
            },
        },
    )


def resources(output: Path) -> dict[Place, Mapping[str, Any]]:
    documents = read_synthesized(output, "staging").workspaces
    return {place: body for id_, document in documents.items() for place, body in _resources(document, id_)}


def _resources(document: Document, workspace: str, module: str = "") -> Iterator[tuple[Place, Mapping[str, Any]]]:
    for type_, named in document.blocks("resource").items():
        yield from (((workspace, module, f"{type_}.{name}"), body) for name, body in named.items())
    for call, inner in document.modules.items():
        yield from _resources(inner, workspace, f"{module}{call}/")


def still_referred_to(before: Mapping[Place, Mapping[str, Any]], gone: set[Place], kept: set[Place]) -> set[Place]:
    """Return what is gone and was referred to by something that stays."""
    found = set()
    for workspace, module, address in kept:
        body = {key: value for key, value in before[workspace, module, address].items() if key != "depends_on"}
        found |= {(workspace, module, other) for other in _REFERENCE.findall(json.dumps(body))}
    return found & gone


def test_what_stays_lets_go_of_what_is_taken_out_before_that_is_destroyed(
    outputs: dict[str, Path], tmp_path: Path
) -> None:
    synthesize([reduced()], tmp_path)
    before, now = resources(outputs["staging"]), resources(tmp_path)
    workspaces = {workspace for workspace, _, _ in now}
    gone = {place for place in before.keys() - now.keys() if place[0] in workspaces}

    referred = still_referred_to(before, gone, before.keys() & now.keys())

    assert {address.partition(".")[0] for _, _, address in gone} >= TAKEN_OUT
    assert {address.partition(".")[0] for _, _, address in referred} == {"aws_networkfirewall_rule_group"}
    assert [place for place in referred if not before[place].get("lifecycle", {}).get("create_before_destroy")] == []
