"""Names under which accounts that AFT vends find what they know of others."""

from __future__ import annotations

PREFIX = "/landing-zone"
"""The start of every such parameter in AFT's management account."""


def parameter_name(environment: str, workspace: str, output: str, *keys: str) -> str:
    """Return the name of the parameter that has an output of a workspace, or one value of it.

    Args:
        environment: The environment.
        workspace: The workspace's name in it.
        output: The output.
        keys: The keys that lead to the value, where the output is a map, or a map of maps.

    """
    return "/".join((PREFIX, environment, workspace, output, *keys))
