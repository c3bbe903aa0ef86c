"""The corpus of known ways, and what is said of it."""

from __future__ import annotations

import pytest

from modules.access.escalation.corpus import Corpus, read_corpus
from modules.environment import PROJECT


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return read_corpus(PROJECT)
