from __future__ import annotations

import pkgutil
import subprocess
import sys

from modules.emulator import extensions, services
from modules.environment import PROJECT


def test_every_module_of_services_is_an_extension() -> None:
    names = {module.__name__.rpartition(".")[2] for module in extensions.found()}

    assert names == {module.name for module in pkgutil.iter_modules(services.__path__)}
    assert all(callable(module.register) for module in extensions.found())


def test_registering_twice_adds_nothing_twice() -> None:
    extensions.register()
    extensions.register()


def test_a_start_leaves_to_a_request_what_only_some_requests_need() -> None:
    """moto's CloudFormation imports every service of which a stack may have resources; faults import pydantic."""
    started = "import sys; from modules.emulator.serve import application; application(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", started], cwd=PROJECT, capture_output=True, text=True, check=True)

    imported = set(done.stdout.split())

    assert "moto.organizations.models" in imported
    assert not {"moto.cloudformation", "pydantic"} & imported
