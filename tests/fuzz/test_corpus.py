"""The corpus: nothing in it is read in another way than as a specification or as problems, nothing takes long."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz.corpus import overlays, seeds
from tests.fuzz.grown import grown
from tests.fuzz.reading import read
from tests.fuzz.spoiled import Files, spoiled
from tests.fuzz.synthesized import check_synthesis


@pytest.mark.parametrize("seed", seeds("spoiled.txt"))
def test_what_is_spoiled_is_read_or_refused(seed: int) -> None:
    read(*spoiled(seed))


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in overlays()])
def test_what_was_a_finding_is_read_and_synthesized(files: Files) -> None:
    zone = read("staging", files)

    assert zone
    check_synthesis("staging", zone)


@pytest.mark.parametrize("seed", seeds("grown.txt"))
def test_what_grew_is_synthesized(seed: int) -> None:
    *_, last = grown(Random(seed), "staging", tries=25)

    check_synthesis("staging", last)


def test_a_seed_gives_the_same_environment_every_time() -> None:
    assert spoiled(7) == spoiled(7)
    assert [*grown(Random(7), "staging", tries=5)] == [*grown(Random(7), "staging", tries=5)]
