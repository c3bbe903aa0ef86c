"""What each workspace keeps in its state so that it can be retired: its providers, and the workspaces it reads from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from modules.naming import workspace_id
from modules.synthesized.retirement import ENVIRONMENT, PROVIDERS, READS, REQUIRED_PROVIDERS, RETIREMENT, WORKSPACE
from modules.workspaces.base.workspace import REMOTE_STATE

Content = dict[str, Any]

_ONLY_FOR_WHAT_IS_MADE = ("//", "default_tags")
_VARIABLE = re.compile(r"\$\{var\.(\w+)\}")


def with_retirement(content: Content, workspace: str, environment: str) -> Content:
    """Return a workspace's document with one output more; as it is, where it makes nothing, or has no providers.

    References are in it as in the provider blocks: an apply puts values in their place. A variable counts with its
    default, so that a plan which works as another role changes nothing.

    Args:
        content: The document, with markers.
        workspace: The workspace's id, with markers.
        environment: The environment's name.

    """
    if not content.get("provider") or not (content.get("resource") or content.get("module")):
        return content
    defaults = {name: variable.get("default") for name, variable in content.get("variable", {}).items()}
    value = {
        ENVIRONMENT: environment,
        WORKSPACE: workspace,
        READS: [workspace_id(environment, name) for name in content.get("data", {}).get(REMOTE_STATE, {})],
        REQUIRED_PROVIDERS: content["terraform"]["required_providers"],
        PROVIDERS: {name: _reaching(blocks, defaults) for name, blocks in content["provider"].items()},
    }
    return {**content, "output": {**content.get("output", {}), RETIREMENT: {"value": value}}}


def _reaching(blocks: Any, defaults: Mapping[str, Any]) -> list[Content]:
    """Return the blocks of a provider without what only matters to resources that are made."""
    listed = [blocks] if isinstance(blocks, Mapping) else blocks
    return [
        {key: _settled(value, defaults) for key, value in block.items() if key not in _ONLY_FOR_WHAT_IS_MADE}
        for block in listed
    ]


def _settled(node: Any, defaults: Mapping[str, Any]) -> Any:
    """Return a value with defaults in the place of variables."""
    if isinstance(node, Mapping):
        return {key: _settled(value, defaults) for key, value in node.items()}
    if isinstance(node, list):
        return [_settled(value, defaults) for value in node]
    if isinstance(node, str):
        return _VARIABLE.sub(lambda found: str(defaults.get(found[1]) or found[0]), node)
    return node
