"""What a resource refers to in the configuration, as a plan tells it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ADDRESS = re.compile(r"(?P<prefix>module\.(?P<module>[\w-]+)\.)?(?P<local>[\w-]+\.[\w-]+)")


def referenced(plan: Mapping[str, Any], address: str, type_: str) -> set[str]:
    """List the addresses of resources of one type that a resource's arguments name.

    Args:
        plan: As `terraform show -json` tells it, which has the configuration in it.
        address: Of the resource, in the workspace or in a module one below.
        type_: Of what it refers to.

    """
    place = _ADDRESS.match(address)
    if place is None:
        return set()
    configuration = plan["configuration"]["root_module"]
    if place["module"]:
        configuration = configuration["module_calls"][place["module"]]["module"]
    return {
        f"{place['prefix'] or ''}{type_}.{reference.split('.')[1]}"
        for resource in configuration["resources"]
        if resource["address"] == place["local"]
        for argument in resource["expressions"].values()
        if isinstance(argument, dict)
        for reference in argument.get("references", ())
        if reference.startswith(f"{type_}.")
    }
