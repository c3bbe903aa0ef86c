"""What `validate` accepts is synthesized, whatever it is. `make fuzz` tries many more."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.grown import grown
from tests.fuzz.synthesized import check_synthesis

CALM = settings(
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # to shrink would take minutes: the seed says which environment it is
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.parametrize("name", ["production", "staging"])
@given(seed=st.integers(0, 2**32))
@settings(CALM, max_examples=3)
def test_a_valid_environment_is_synthesized(name: str, seed: int) -> None:
    *_, last = grown(Random(seed), name, tries=25)

    check_synthesis(name, last)
