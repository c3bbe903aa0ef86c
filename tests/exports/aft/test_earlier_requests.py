"""Files of requests that were in the repository before."""

from __future__ import annotations

import pytest

from modules.specification.errors import LandingZoneError
from tests.exports.aft.bench import Bench

BY_NAME = 'module "fraud-dev" {\n  source = "./modules/aft-account-request"\n}\n'
BY_ADDRESS = (
    'module "fraud" {\n  control_tower_parameters = {\n    AccountEmail = "AWS-canary+fraud-dev@acme.example"\n  }\n}\n'
)


@pytest.mark.parametrize("text", [BY_NAME, BY_ADDRESS])
def test_an_account_is_not_asked_for_twice(bench: Bench, text: str) -> None:
    bench.export()
    path = bench.to / "aft-account-request" / "terraform" / "requests.tf"
    path.write_text(text)
    before = bench.files()

    with pytest.raises(LandingZoneError) as refused:
        bench.export()

    assert refused.value.what == "an account must not be asked for twice"
    assert refused.value.got == f"{path}: fraud-dev"
    assert bench.files() == before


@pytest.mark.parametrize("text", ['module "another" {}\n', "# " + BY_NAME.replace("\n", "\n# ")])
def test_other_requests_and_comments_stay(bench: Bench, text: str) -> None:
    bench.export()
    (bench.to / "aft-account-request" / "terraform" / "requests.tf").write_text(text)

    assert bench.export().written == []
