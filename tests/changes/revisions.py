"""Two revisions of a small environment, written by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from modules.changes.affected import AffectedWorkspace, affected
from modules.changes.revisions import Revision, read_revision
from tests.support.written import Content, write_workspace

ENVIRONMENT = "demo"
HUB, SPOKE, FAR = "demo-hub", "demo-spoke", "demo-far"
TABLES = "demo-tables"

Contents = dict[str, dict[str, Any]]
Change = Callable[[Contents], object]


def provider(**arguments: Any) -> dict[str, Any]:
    block = {"region": "eu-west-1", "allowed_account_ids": ["111111111111"], "default_tags": [{"tags": {"Owner": "x"}}]}
    return {"aws": [{**block, **arguments}]}


def state(*workspaces: str) -> dict[str, Any]:
    return {
        "terraform_remote_state": {
            name.removeprefix("demo-"): {"backend": "s3", "config": {"bucket": "b", "key": f"demo/{name}.tfstate"}}
            for name in workspaces
        }
    }


def small() -> Contents:
    """A hub, which a spoke reads; tables, which read of the spoke; and one far away, which only comes later."""
    return {
        HUB: {
            "terraform": {"required_providers": {"aws": {"source": "hashicorp/aws", "version": ">= 5.100.0"}}},
            "provider": provider(),
            "locals": {
                "ids": {"one": "${aws_vpc.one.id}", "two": "${aws_vpc.two.id}"},
                "first": '${one([for rule in aws_thing.one.rules : rule.id if rule.key == "a"])}',
            },
            "data": {"aws_ami": {"image": {"filter": [{"name": "owner", "values": ["self"]}]}}},
            "resource": {
                "aws_vpc": {
                    "one": {"cidr_block": "10.0.0.0/16", "tags": {"Name": "one"}},
                    "two": {"cidr_block": "10.1.0.0/16", "depends_on": ["aws_vpc.one"]},
                },
                "aws_thing": {"one": {"name": "one", "size": 1}},
                "aws_detective_graph": {"graph": {"tags": {"Name": "graph"}}},
            },
            "module": {"firewall": {"source": "./modules/firewall", "size": 1, "providers": {"aws": "aws"}}},
            "output": {
                "ids": {"value": "${local.ids}"},
                "named": {"value": {"one": "${aws_thing.one.name}", "literal": "text"}},
                "first": {"value": "${local.first}"},
                "image": {"value": "${data.aws_ami.image.id}"},
                "graph": {"value": "${aws_detective_graph.graph.graph_arn}"},
                "firewall": {"value": "${module.firewall.id}"},
            },
        },
        SPOKE: {
            "provider": provider(),
            "data": {**state(HUB), "aws_vpcs": {"all": {}}},
            "resource": {"aws_subnet": {"a": {"vpc_id": '${data.terraform_remote_state.hub.outputs.ids["one"]}'}}},
            "output": {"subnet_id": {"value": "${aws_subnet.a.id}"}},
        },
        TABLES: {
            "provider": provider(),
            "data": state(SPOKE),
            "resource": {"aws_route": {"a": {"to": "${data.terraform_remote_state.spoke.outputs.subnet_id}"}}},
        },
        FAR: {"provider": provider(), "resource": {"aws_topic": {"a": {"name": "far"}}}},
    }


MODULES = {HUB: {"firewall": {
    "variable": {"size": {"type": "number"}},
    "resource": {"aws_firewall": {"one": {"size": "${var.size}", "name": "one"}}},
    "output": {"id": {"value": "${aws_firewall.one.id}"}},
}}}  # fmt: skip
NEEDS = {SPOKE: [HUB], TABLES: [SPOKE], FAR: [HUB]}


def reading(output: str) -> Change:
    """Let the spoke read another output of the hub, and look nothing up."""

    def change(contents: Contents) -> None:
        contents[SPOKE]["resource"] = {
            "aws_subnet": {"a": {"vpc_id": f"${{data.terraform_remote_state.hub.outputs.{output}}}"}}
        }
        contents[SPOKE]["data"].pop("aws_vpcs")

    return change


def written(
    folder: Path,
    contents: Contents,
    modules: Mapping[str, Mapping[str, Content]] | None = None,
    *,
    side_files: Mapping[str, str] | None = None,
    locked: Sequence[str] | None = None,
) -> Revision:
    for workspace, content in contents.items():
        own = (MODULES if modules is None else modules).get(workspace, {})
        write_workspace(folder, workspace, content, own, NEEDS.get(workspace, ()))
    for path, text in (side_files or {}).items():
        (folder / "stacks" / path).write_text(text)
    listed = [f"stacks/{path}" for path in side_files or ()]
    return read_revision(folder, ENVIRONMENT, {}, listed=listed, locked=locked)


def revisions(tmp_path: Path, change: Change, *, first: Change = lambda _: None) -> tuple[Revision, Revision]:
    """Write the small environment before and after a change; `first` is what both have."""
    contents, modules = small(), deepcopy(MODULES)
    first(contents)
    before = written(tmp_path / "before", contents)
    both = {**deepcopy(contents), "modules": modules}
    change(both)
    modules = both.pop("modules")
    return before, written(tmp_path / "now", both, modules)


def concerned(tmp_path: Path, change: Change, *, first: Change = lambda _: None) -> dict[str, AffectedWorkspace]:
    """Return what a change concerns, by the name of the workspace."""
    found = affected(*revisions(tmp_path, change, first=first))
    return {workspace.workspace.removeprefix("demo-"): workspace for workspace in found}


def deliver(folder: Path, workspace: str) -> None:
    """Let AFT apply a workspace."""
    manifest = folder / "manifest.json"
    content = json.loads(manifest.read_text())
    content["delivered"] = {workspace: content["stacks"].pop(workspace)}
    manifest.write_text(json.dumps(content))
