"""Which extensions the emulator has: every module of `services/`. A new one is a file there, and nothing else."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType

from modules.emulator import services


def found() -> list[ModuleType]:
    """Import every module of `services/`, by name, so that the order is the same everywhere."""
    names = sorted(module.name for module in pkgutil.iter_modules(services.__path__))
    return [import_module(f"{services.__name__}.{name}") for name in names]


@cache
def register() -> None:
    """Add every extension to moto, once. Call it before the first request is served."""
    for service in found():
        service.register()
