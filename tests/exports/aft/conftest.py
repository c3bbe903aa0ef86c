from __future__ import annotations

from pathlib import Path

import pytest

from tests.exports.aft.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """An environment that nothing was exported of."""
    return Bench(tmp_path)
