"""Which extensions the emulator has: whatever is below `services/` and registers itself.

A file of its own, or a folder of several, lies in the folder of its service, which is called as moto calls it. A new
one is found by itself.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

from modules.emulator import services


def found() -> list[ModuleType]:
    """Import every extension, by name, so that the order is the same everywhere."""
    return list(_extensions(services))


def _extensions(package: ModuleType) -> Iterator[ModuleType]:
    """Give the modules and packages that have `register`; such a package registers what is inside it."""
    for name in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
        module = import_module(f"{package.__name__}.{name}")
        if hasattr(module, "register"):
            yield module
        elif hasattr(module, "__path__"):
            yield from _extensions(module)


@cache
def register() -> None:
    """Add every extension to moto, once. Call it before the first request is served."""
    for service in found():
        service.register()
