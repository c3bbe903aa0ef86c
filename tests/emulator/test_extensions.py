from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest
from boto3 import Session
from moto import backends as moto_backends

from modules.emulator import extensions, services
from modules.environment import PROJECT

EMULATOR = PROJECT / "modules" / "emulator"
SERVICES = EMULATOR / "services"
NOTHING_OF_AWS = {
    "__init__.py",
    "codeartifact/renamed.py",
    "controltower/__init__.py",
    "controltower/existing.py",
    "ec2/ipam/address_space.py",
    "ec2/ipam/places.py",
    "networkfirewall/__init__.py",
    "organizations/__init__.py",
    "ram/reach.py",
    "route53resolver/__init__.py",
    "servicecatalog/__init__.py",
    "cloudformation/__init__.py",
    "cloudformation/resource_types/__init__.py",
    "servicecatalog/moto_cloudformation.py",
}
"""They gather the files of a service, or answer no request of AWS's themselves."""


def test_every_module_of_services_is_an_extension_or_part_of_one() -> None:
    registering = [module.__name__ for module in extensions.found()]
    files = {module.name for module in pkgutil.walk_packages(services.__path__, f"{services.__name__}.")}

    outside = {name for name in files if not any(name == one or name.startswith(f"{one}.") for one in registering)}
    assert outside == {name for name in files if any(one.startswith(f"{name}.") for one in registering)}
    assert len(registering) == len(set(registering))


def test_services_are_called_as_moto_or_botocore_calls_them() -> None:
    known = {*map(_letters, moto_backends.list_of_moto_modules()), *map(_letters, Session().get_available_services())}
    folders = {module.name for module in pkgutil.iter_modules(services.__path__)}
    assert {folder for folder in folders if _letters(folder) not in known} == set()


def _letters(name: str) -> str:
    return name.replace("-", "").replace("_", "").removesuffix(".py")


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


@pytest.mark.parametrize("path", sorted(SERVICES.rglob("*.py")), ids=lambda path: str(path.relative_to(SERVICES)))
def test_every_file_names_the_page_that_its_behaviour_is_from(path: Path) -> None:
    tree = ast.parse(path.read_text())
    if len(tree.body) == 1:
        return  # a folder of extensions

    said = ast.get_docstring(tree) or ""
    assert re.search(r'"[A-Z][^"]+"', said) or str(path.relative_to(SERVICES)) in NOTHING_OF_AWS


def test_the_generic_backend_and_a_service_that_is_only_records_stay_small() -> None:
    generic = sum(lines_of_code(path) for path in (EMULATOR / "records").glob("*.py"))

    assert generic < 500
    assert lines_of_code(SERVICES / "accessanalyzer/analyzers.py") < 60


def lines_of_code(path: Path) -> int:
    """Count the lines with anything on them but comments and docstrings."""
    text = path.read_text()
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        number
        for node in ast.walk(ast.parse(text))
        if isinstance(node, documented) and ast.get_docstring(node) is not None
        for number in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }
    code = (number for number, line in enumerate(text.splitlines(), 1) if line.strip() and line.strip()[0] != "#")
    return len(set(code) - docstrings)
