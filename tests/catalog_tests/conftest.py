"""The staging environment as products see it, and products with something planted in them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from modules.catalog.library.library import PRODUCTS, product
from modules.catalog.library.product import Product
from modules.catalog_tests import blueprint_launching, launching
from modules.catalog_tests.proof import LaunchEnvironment
from modules.commands import catalog
from modules.emulator.server import EmbeddedAws
from tests.support.environments import environment

Plant = Callable[..., Product]


def launch_environment(name: str, output: Path) -> LaunchEnvironment:
    """Return a real environment as products see it."""
    return catalog.launch_environment(name, environment(name).zone, output)


@pytest.fixture(scope="session")
def staging(outputs: dict[str, Path]) -> LaunchEnvironment:
    return launch_environment("staging", outputs["staging"])


@pytest.fixture(scope="session")
def aws() -> Iterator[EmbeddedAws]:
    with EmbeddedAws() as running:
        yield running


@pytest.fixture
def emptied_aws(aws: EmbeddedAws, monkeypatch: pytest.MonkeyPatch) -> None:
    """Launch on an emulator that is emptied every time, instead of on a new one, which takes two seconds to start."""

    @contextmanager
    def emptied() -> Iterator[EmbeddedAws]:
        aws.reset()
        yield aws

    for launches in (launching, blueprint_launching):
        monkeypatch.setattr(launches, "EmbeddedAws", emptied)


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """`plant(key, file, written, instead)`: a product of the library, with something else in the place of a text."""

    return partial(planted, tmp_path / "products")


def planted(products: Path, key: str, file: str, written: str, instead: str) -> Product:
    """Copy a product of the library to a folder that has none, and write something else in the place of a text."""
    folder = products / key
    shutil.copytree(PRODUCTS / key, folder)
    text = (folder / file).read_text()
    assert written in text, "the library has changed: plant something else"
    (folder / file).write_text(text.replace(written, instead))
    return product(key, products)
