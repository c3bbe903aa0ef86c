"""Every type of resource that the AWS provider has, as the installed bindings name them."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_TYPE = re.compile(rb"/docs/resources/\w+ (aws_\w+)\}")
_DOCUMENTED_BY = 8192
"""The first bytes of a binding's file, where its class is described."""


@cache
def resource_types() -> frozenset[str]:
    """Return all of them."""
    package = find_spec("cdktf_cdktf_provider_aws")
    assert package is not None
    assert package.submodule_search_locations is not None
    (folder,) = package.submodule_search_locations
    files = [path for path in Path(folder).glob("*/__init__.py") if not path.parent.name.startswith("data_aws_")]
    found = (_TYPE.search(_beginning(path)) for path in files)
    return frozenset(one[1].decode() for one in found if one)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_DOCUMENTED_BY)
