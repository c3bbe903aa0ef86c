"""Scripts of seeds, loaded as SageMaker runs them."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

from modules.catalog.library.library import PRODUCTS


def script(key: str, name: str) -> ModuleType:
    """Load a script of a product's first version by its file."""
    spec = spec_from_file_location(name, PRODUCTS / key / "1.0/seed" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
