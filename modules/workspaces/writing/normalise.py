"""A synthesized workspace in the form that checkov reads to the end; what it cannot read goes to HCL files beside it.

checkov 3.3.30 drops a whole `.tf.json` file, reports one parsing error and exits 0 when a block stands in list form
(`"variable": {"x": [{…}]}`), or when the file holds `terraform.required_version`, `import`, `moved` or `removed`.
Terraform reads both forms alike.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

VERSIONS_FILE = "versions.tf"
MOVES_FILE = "moves.tf"

# Labels before the body of a block, by kind (`resource "aws_vpc" "research" {` has two).
# `provider` is not here: a list of providers is the canonical form, and checkov reads it.
_LABELS = {"variable": 1, "output": 1, "module": 1, "check": 1, "resource": 2, "data": 2, "ephemeral": 2}
_MOVES = ("import", "moved", "removed")
_ADDRESSES = {"from", "to", "provider"}
_NESTED_BLOCKS = {"lifecycle"}


@dataclass(frozen=True, slots=True)
class NormalisedWorkspace:
    """What to write instead of the document that CDKTF gave."""

    document: dict[str, Any]
    """The canonical `cdk.tf.json`."""

    side_files: dict[str, str]
    """HCL by file name, for the same folder. Only the files that are needed."""


def normalise(document: dict[str, Any]) -> NormalisedWorkspace:
    """Give the canonical form of a synthesized workspace or module. Pure: `document` stays as it is."""
    canonical = {
        kind: _unwrapped(blocks, _LABELS.get(kind, 0)) for kind, blocks in document.items() if kind not in _MOVES
    }
    side_files = {}
    settings = dict(canonical.get("terraform", {}))
    if "required_version" in settings:
        side_files[VERSIONS_FILE] = _block("terraform", {"required_version": settings.pop("required_version")})
        canonical["terraform"] = settings
    moves = [_block(kind, body) for kind in _MOVES for body in _listed(document.get(kind, []))]
    if moves:
        side_files[MOVES_FILE] = "\n".join(moves)
    return NormalisedWorkspace(canonical, side_files)


def _unwrapped(block: Any, labels: int) -> Any:
    """Take each body out of the list in which it stands alone, `labels` levels down."""
    if labels and isinstance(block, dict):
        return {name: _unwrapped(inner, labels - 1) for name, inner in block.items()}
    match block:
        case [dict() as body]:
            return body
    return block


def _listed(value: Any) -> list[dict[str, Any]]:
    return value if isinstance(value, list) else [value]


def _block(kind: str, body: dict[str, Any], indent: str = "") -> str:
    """Write one HCL block, aligned as `terraform fmt` does."""
    attributes = {key: value for key, value in body.items() if key not in _NESTED_BLOCKS and key != "//"}
    width = max(map(len, attributes), default=0)
    lines = [f"{indent}  {key:<{width}} = {_expression(key, value)}\n" for key, value in attributes.items()]
    nested = [_block(key, inner, f"{indent}  ") for key in _NESTED_BLOCKS & body.keys() for inner in _listed(body[key])]
    return f"{indent}{kind} {{\n" + "\n".join(["".join(lines), *nested]) + f"{indent}}}\n"


def _expression(key: str, value: Any) -> str:
    """Write a value as HCL. JSON is HCL for every other value; an address is bare in HCL and a string in JSON."""
    return str(value) if key in _ADDRESSES else json.dumps(value, ensure_ascii=False)
