from __future__ import annotations

import pkgutil

from modules.emulator import extensions, services


def test_every_module_of_services_is_an_extension() -> None:
    names = {module.__name__.rpartition(".")[2] for module in extensions.found()}

    assert names == {module.name for module in pkgutil.iter_modules(services.__path__)}
    assert all(callable(module.register) for module in extensions.found())


def test_registering_twice_adds_nothing_twice() -> None:
    extensions.register()
    extensions.register()
