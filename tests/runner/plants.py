"""Workspaces with one mistake each. They use what is built into Terraform only: that needs no schema of megabytes."""

from __future__ import annotations

from typing import Any

BACKEND = {"backend": {"local": {"path": "../../state.tfstate"}}}
GOOD: dict[str, Any] = {
    "terraform": BACKEND,
    "provider": {"terraform": [{}, {"alias": "other"}]},
    "resource": {"terraform_data": {"first": {"input": "a"}, "second": {"input": "${terraform_data.first.id}"}}},
    "module": {"inner": {"source": "./modules/inner", "size": "${terraform_data.first.id}"}},
    "output": {"id": {"value": "${module.inner.size}"}},
}
MODULE: dict[str, Any] = {"variable": {"size": {"type": "string"}}, "output": {"size": {"value": "${var.size}"}}}


def planted(change: dict[str, Any]) -> dict[str, Any]:
    """Return the good workspace with blocks added; one that has such a block already gets this instead."""
    return GOOD | {kind: _with(kind, blocks) for kind, blocks in change.items()}


def _with(kind: str, blocks: Any) -> Any:
    good = GOOD.get(kind, {})
    match kind, blocks:
        case "resource", {"terraform_data": added}:
            return {"terraform_data": {**good["terraform_data"], **added}}
        case "resource" | "module" | "output", dict():
            return {**good, **blocks}
    return blocks


def _data(**body: Any) -> dict[str, Any]:
    return {"resource": {"terraform_data": {"planted": body}}}


PLANTS: dict[str, dict[str, Any]] = {
    "unknown-argument": _data(inputt="a"),
    "unknown-resource-type": {"resource": {"terraform_dataa": {"planted": {}}}},
    "wrong-type": _data(lifecycle={"prevent_destroy": "maybe"}),
    "wrong-type-of-count": _data(count="many"),
    "missing-argument": {"data": {"terraform_remote_state": {"planted": {"config": {}}}}},
    "undeclared-resource": _data(input="${terraform_data.nowhere.id}"),
    "undeclared-resource-in-an-output": {"output": {"planted": {"value": "${terraform_data.nowhere.id}"}}},
    "undeclared-module-output": _data(input="${module.inner.nothing}"),
    "unknown-attribute": _data(input="${terraform_data.first.nothing}"),
    "unknown-function": {"locals": {"planted": "${nosuch(1)}"}},
    "invalid-expression": _data(input="${terraform_data.first."),
    "undeclared-provider-alias": _data(provider="terraform.nowhere"),
    "duplicate-provider": {"provider": {"terraform": [{}, {}]}},
    "unknown-provider-argument": {"provider": {"terraform": [{"region": "a"}]}},
    "unknown-module-argument": {"module": {"inner": {"source": "./modules/inner", "size": "a", "width": 1}}},
    "missing-module-argument": {"module": {"inner": {"source": "./modules/inner"}}},
    "missing-module": {"module": {"outer": {"source": "./modules/outer"}}},
    "neighbouring-module": {"module": {"outer": {"source": "../member-0/modules/inner", "size": "a"}}},
    "provider-that-a-module-does-not-know": {
        "module": {"inner": {"source": "./modules/inner", "size": "a", "providers": {"terraform.x": "terraform.nope"}}}
    },
    "cycle": {"locals": {"planted": "${local.back}", "back": "${local.planted}"}},
    "cycle-of-resources": {
        "resource": {
            "terraform_data": {
                "here": {"input": "${terraform_data.there.id}"},
                "there": {"depends_on": ["terraform_data.here"]},
            }
        }
    },
    "sensitive-output": {"output": {"planted": {"value": '${sensitive("a")}'}}},
    "undeclared-variable": _data(input="${var.nowhere}"),
    "wrong-type-of-a-default": {"variable": {"planted": {"type": "number", "default": "many"}}},
    "unknown-argument-of-a-variable": {"variable": {"planted": {"default": "a", "defaults": "a"}}},
    "unknown-block": {"resources": {}},
    "unknown-setting": {"terraform": {**BACKEND, "backends": {}}},
    "two-backends": {"terraform": {"backend": [{"local": {}}, {"s3": {}}]}},
    "reserved-name": {"resource": {"terraform_data": {"0": {}}}},
    "text-for-a-block": {"resource": "terraform_data"},
    "terraform-of-the-future": {"terraform": {**BACKEND, "required_version": ">= 99"}},
    "provider-that-does-not-exist": {
        "terraform": {"required_providers": {"nope": {"source": "terraform.io/builtin/nope"}}}
    },
}
VALID_ONLY_IN_A_ROOT: dict[str, dict[str, Any]] = {
    "import": {"import": {"to": "terraform_data.first", "id": "a"}},
    "variable-without-value": {"variable": {"planted": {}}, "locals": {"planted": "${var.planted}"}},
}
