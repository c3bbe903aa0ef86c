"""Provider blocks of many workspaces, each written once: Terraform starts a process for every block that it checks.

Blocks that differ only in tags are one, as they are in `kinds`, and so are those that differ only in which variable or
which output of another workspace they name: `terraform validate` knows the value of neither. What a block refers to is
still looked for, in the workspace that has it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_UNKNOWN = "unknown"
_UNKNOWN_VALUE = re.compile(
    r'\$\{(?:data\.terraform_remote_state\.[\w-]+\.outputs(?:\.[\w-]+|\[\\"[^"\\]+\\"\])+|var\.[A-Za-z][\w-]*)\}'
)
"""An output of another workspace or a variable, in the JSON of a document."""
_ALIAS = re.compile(r"[A-Za-z][\w-]*")
_TEMPLATE = re.compile(r"[$%]\{")
_BLOCKS_KEPT = "provider_blocks"
"""A local value that holds a workspace's provider blocks: what they refer to must be there."""


@dataclass(frozen=True, slots=True)
class SharedProviders:
    """The provider blocks of a root, taken from the workspaces that it calls as modules."""

    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Documents of the root, by name: the blocks, under the name of the first member that has them."""
    _aliases: dict[str, str] = field(default_factory=dict)

    @property
    def variables(self) -> dict[str, Any]:
        """The root's block of variables: one without a value, which Terraform takes for one that nobody knows yet."""
        return {"variable": {_UNKNOWN: {}}} if self.files else {}

    def taken(self, member: str, document: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        """Return a workspace's document without its provider blocks, and which of the root's it is to be passed.

        The document stays as it is where it has a block that would mean anything else in the root.
        """
        required = document.get("terraform", {}).get("required_providers", {})
        if not all(
            isinstance(part, dict) for part in (required, document.get("provider", {}), document.get("locals", {}))
        ):
            return document, {}  # Terraform will say what is wrong with it
        blocks = {name: _listed(written) for name, written in document.get("provider", {}).items()}
        if not blocks or not all(_may_be_shared(several, required.get(name)) for name, several in blocks.items()):
            return document, {}
        passed = {
            ".".join(filter(None, [name, block.get("alias")])): self._shared(member, name, block)
            for name, several in blocks.items()
            for block in several
        }
        declared = {
            name: {
                **required[name],
                "configuration_aliases": [alias for alias in passed if alias.startswith(f"{name}.")],
            }
            for name in blocks
        }
        taken = {
            **{kind: content for kind, content in document.items() if kind != "provider"},
            "terraform": {**document.get("terraform", {}), "required_providers": {**required, **declared}},
            "locals": {**document.get("locals", {}), _BLOCKS_KEPT: blocks},
        }
        return taken, passed

    def _shared(self, member: str, name: str, block: Mapping[str, Any]) -> str:
        """Return the reference of the root's block that says the same."""
        arguments = {key: value for key, value in block.items() if key != "alias"}
        unknown = json.loads(_UNKNOWN_VALUE.sub(f"${{var.{_UNKNOWN}}}", json.dumps(arguments)))
        key = json.dumps([name, _but_tags(unknown)], sort_keys=True)
        if key not in self._aliases:
            # An error names this file, and thereby the member.
            file = self.files.setdefault(f"{member}.tf.json", {"provider": {}})
            shared = file["provider"].setdefault(name, [])
            self._aliases[key] = f"{member}-{name}-{len(shared)}"
            shared.append({**unknown, "alias": self._aliases[key]})
        return f"{name}.{self._aliases[key]}"


def _listed(written: Any) -> list[Any]:
    return written if isinstance(written, list) else [written]


def _may_be_shared(blocks: list[Any], required: Any) -> bool:
    """Whether a module may be passed blocks of a provider by their aliases: they name outputs and variables only."""
    if not isinstance(required, dict) or not all(isinstance(block, dict) for block in blocks):
        return False
    aliases = [block.get("alias") for block in blocks]
    named = [alias for alias in aliases if isinstance(alias, str) and _ALIAS.fullmatch(alias)]
    # The default one, and others by names of their own: Terraform says what is wrong with any others.
    if aliases.count(None) != 1 or len(set(named)) != len(blocks) - 1:
        return False
    return not _TEMPLATE.search(_UNKNOWN_VALUE.sub("", json.dumps(blocks)))


def _but_tags(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: "tags" if key == "tags" else _but_tags(value) for key, value in node.items()}
    return [_but_tags(item) for item in node] if isinstance(node, list) else node
