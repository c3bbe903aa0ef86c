"""The hook through which each resource of the generated AWS bindings is imported alone.

Importing `cdktf_cdktf_provider_aws` runs an `__init__` that loads all of its 2,200 modules (11 to 20 s, up to
1.6 GB). A bare package object put in its place lets each resource's module load alone (3 s for all of ours), wherever
in the library it is imported: `from cdktf_cdktf_provider_aws.vpc import Vpc`. `modules/__init__.py` puts it there.
"""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

PACKAGE = "cdktf_cdktf_provider_aws"


def load_resources_alone() -> None:
    """Put a bare package in the place of the bindings' own. Nothing of them is imported by that."""
    if PACKAGE in sys.modules:
        return
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.submodule_search_locations is None:
        return  # set-up has not run; who imports a resource is told so
    bare = ModuleType(PACKAGE)
    bare.__path__ = list(spec.submodule_search_locations)
    bare.__spec__ = spec
    sys.modules[PACKAGE] = bare
