from __future__ import annotations

import moto.backends
import pytest

from tests.emulator.in_process import connect


def test_who_answers_for_a_service_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """moto's own dispatcher lists the folders of its package at each request, which took three quarters of most."""
    ssm = connect("ssm")
    ssm.describe_parameters()
    monkeypatch.setattr(moto.backends, "list_of_moto_modules", _nobody_lists)

    assert ssm.describe_parameters()["Parameters"] == []


def _nobody_lists() -> list[str]:
    raise AssertionError("moto's folders are listed again")
