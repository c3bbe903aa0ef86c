"""Every option of `vending.aft` changes what is exported, and every value that it may be chosen of does.

Options are asked of the specification: a new one fails here until somebody gives a sample, and the sample shows in the
export.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from modules.accounts.aft.spec import AftSpec
from modules.consistency import aft as consistency_of_aft
from modules.consistency.checks import CHECKS, VALUES
from modules.consistency.derived_checks import DERIVED
from modules.consistency.dropped import Dropped
from modules.environment import Environment
from modules.exports.aft.delivered import Delivered, read_delivered
from modules.exports.aft.module_call import module_call
from modules.exports.aft.records import Lock
from modules.exports.aft.requested_accounts import account_requests, names_of_folders
from modules.exports.aft.requests import request_file
from modules.landing_zone import LandingZone
from tests.exports.aft.bench import Bench
from tests.support.aft import AFT_ACCOUNT
from tests.support.options import Option, options

LEFT_OUT = object()
"""In place of a value: the key is not written."""

ANOTHER = "aft-next"
"""A second account that AFT could run in."""

GITHUB = {"repositories": {"provider": "github", "owner": "acme"}}
TFC = {"runs": {"distribution": "tfc", "organization": "acme"}}
TFE = {"runs": {**TFC["runs"], "distribution": "tfe", "hostname": "tfe.acme.example"}}
MOVES = {"version": "1.21.1", "reapplied_on_move": True}
UNITS = {
    f"Workloads/{name}": f"ou-ab12-1111111{n}" for n, name in enumerate(("Production", "NonProduction", "DataLake"))
}
VPC = {"network": {"vpc_id": "vpc-0123456789abcdef0", "private_subnet_ids": ["subnet-0123456789abcdef0"]}}


@dataclass(frozen=True, slots=True)
class Sample:
    """Values of an option, each of which must come to something else."""

    values: tuple[Any, ...] = ()
    """As YAML has them; those of an option that is chosen of a few need not be listed."""
    beside: Mapping[str, Any] = field(default_factory=dict)
    """What else `vending.aft` says, so that the values are taken."""


def _of_runs(name: str, beside: Mapping[str, Any]) -> dict[str, Sample]:
    newer = {**beside, "version": "1.21.1"}
    return {
        f"runs[{name}].organization": Sample(("acme", "another"), beside),
        f"runs[{name}].project": Sample((LEFT_OUT, "Accounts"), beside),
        f"runs[{name}].oidc": Sample((LEFT_OUT, {}), beside),
        f"runs[{name}].oidc.audience": Sample((LEFT_OUT, "aws.acme.example"), beside),
        f"runs[{name}].oidc.hostname": Sample((LEFT_OUT, "id.acme.example"), beside),
        f"runs[{name}].request_workspace": Sample((LEFT_OUT, "requests"), newer),
        f"runs[{name}].provisioning_workspace": Sample((LEFT_OUT, "provisioning"), newer),
    }


SAMPLES: dict[str, Sample] = {
    "management_account": Sample((AFT_ACCOUNT, ANOTHER)),
    "secondary_region": Sample((LEFT_OUT, "us-east-1")),
    "terraform_version": Sample((LEFT_OUT, "1.11.4")),
    "runs": Sample((LEFT_OUT, TFC["runs"], TFE["runs"])),
    **_of_runs("TfcRunsSpec", TFC),
    **_of_runs("TfeRunsSpec", TFE),
    "runs[TfeRunsSpec].hostname": Sample(("tfe.acme.example", "terraform.acme.example"), TFE),
    "repositories.hostname": Sample(
        ("git.acme.example", "code.acme.example"),
        {"repositories": {"provider": "gitlabselfmanaged", "owner": "acme"}},
    ),
    "repositories.owner": Sample(("acme", "another"), GITHUB),
    "repositories.account_request": Sample((LEFT_OUT, "requests")),
    "repositories.global_customizations": Sample((LEFT_OUT, "everywhere")),
    "repositories.account_customizations": Sample((LEFT_OUT, "by-account")),
    "repositories.account_provisioning_customizations": Sample((LEFT_OUT, "provisioning")),
    "repositories.branch": Sample((LEFT_OUT, "release")),
    "concurrent_customizations": Sample((LEFT_OUT, 20)),
    "concurrent_account_actions": Sample((LEFT_OUT, 1)),
    "code_build.timeout_minutes": Sample((LEFT_OUT, 120)),
    "network.vpc_cidr": Sample((LEFT_OUT, "192.168.0.0/16")),
    "network.private_subnets": Sample((LEFT_OUT, ["192.168.3.0/26", "192.168.3.64/26"])),
    "network.public_subnets": Sample((LEFT_OUT, ["192.168.3.0/26", "192.168.3.64/26"])),
    "network.vpc_id": Sample(("vpc-0123456789abcdef0", "vpc-0123456789abcdef1"), VPC),
    "network.private_subnet_ids": Sample((["subnet-0123456789abcdef0"], ["subnet-0123456789abcdef1"]), VPC),
    "logs.archived_days": Sample((LEFT_OUT, 30)),
    "logs.backend_access_days": Sample((LEFT_OUT, 30)),
    "logs.state_machine_days": Sample((LEFT_OUT, 30)),
    "backup.schedule": Sample((LEFT_OUT, "rate(1 day)")),
    "backup.retention_days": Sample((LEFT_OUT, 35)),
    "framework": Sample((LEFT_OUT, {"url": "https://git.acme.example/acme/aft.git"})),
    "framework.url": Sample(("https://git.acme.example/aft.git", "https://git.acme.example/acme/aft.git")),
    "framework.ref": Sample((LEFT_OUT, "acme"), {"framework": {"url": "https://git.acme.example/aft.git"}}),
    "reapplied_on_move": Sample(beside={"version": "1.21.1"}),
    "not_reapplied": Sample((LEFT_OUT, ["fraud-dev"]), MOVES),
    "unit_ids": Sample((UNITS, {**UNITS, "Workloads/NonProduction": "ou-ab12-99999999"})),
    "request_names": Sample((LEFT_OUT, {"fraud-dev": "aft_fraud"})),
}
"""Of each option that is not chosen of a few, or needs something beside it."""

CHOSEN_WITH: dict[str, Mapping[str, Any]] = {
    **{f"repositories.provider={name}": GITHUB for name in ("github", "gitlab", "bitbucket")},
    "repositories.provider=azuredevops": {"repositories": {"owner": "acme/landing-zone"}},
    **{
        f"repositories.provider={name}": {"repositories": {"owner": "acme", "hostname": "git.acme.example"}}
        for name in ("githubenterprise", "gitlabselfmanaged")
    },
}
"""What single choices need beside them."""

OPTIONS = {option.path: option for option in options(AftSpec)}
ASKED = [path for path, option in OPTIONS.items() if not option.is_section and len(option.choices) != 1]
"""All but sections that are always there, whose own options are asked for, and what tells models apart."""

OF_AFT = [check for check in (*VALUES, *CHECKS, *DERIVED) if check.__module__ == consistency_of_aft.__name__]
"""The checks between rooms that concern AFT: all of them would take minutes."""


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> tuple[LandingZone, Delivered]:
    """An environment with two accounts that AFT could run in, and what AFT delivers there."""
    bench = Bench(tmp_path_factory.mktemp("options"))
    bench.say("accounts", ANOTHER, value={**bench.written["accounts"][AFT_ACCOUNT], "id": "777777777777"})
    bench.export()
    return bench.zone, read_delivered(bench.output, "staging")


def section_with(path: str, value: Any) -> dict[str, Any]:
    """What `vending.aft` says when an option has a value."""
    beside = CHOSEN_WITH.get(f"{path}={value}") or SAMPLES.get(path, Sample()).beside
    aft: dict[str, Any] = json.loads(json.dumps({"management_account": AFT_ACCOUNT, "unit_ids": UNITS, **beside}))
    *sections, name = re.sub(r"\[\w+\]", "", path).split(".")
    inner = aft
    for section in sections:
        inner = inner.setdefault(section, {})
    if value is not LEFT_OUT:
        inner[name] = value
    return aft


def exported(zone: LandingZone, delivered: Delivered, aft: dict[str, Any]) -> dict[str, Any]:
    """What is exported with it: the call of AFT's module and the request of each account, by path."""
    spec = AftSpec.model_validate_json(json.dumps(aft))
    changed = zone.model_copy(update={"vending": zone.vending.model_copy(update={"aft": spec})})
    assert [refusal for check in OF_AFT for refusal in check(changed, Dropped())] == []
    environment = Environment("staging", changed)
    lock = Lock("staging", {})
    requests = account_requests(environment, delivered, names_of_folders(environment, delivered, lock), lock)
    return {
        **module_call(environment, delivered.organization),
        **dict(request_file(each, environment.name) for each in requests),
    }


def without_effect(zone: LandingZone, delivered: Delivered, option: Option) -> list[Any]:
    """Values of an option with which the same is exported as with one before them."""
    values = SAMPLES.get(option.path, Sample()).values or option.choices
    files = [exported(zone, delivered, section_with(option.path, value)) for value in values]
    return [value for number, value in enumerate(values) if files[number] in files[:number]]


def test_every_option_has_a_sample() -> None:
    missing = [path for path in ASKED if path not in SAMPLES and not OPTIONS[path].choices]

    assert missing == []
    assert {*SAMPLES} <= {*ASKED}
    assert all(len(sample.values or OPTIONS[path].choices) > 1 for path, sample in SAMPLES.items())


@pytest.mark.parametrize("path", ASKED)
def test_each_value_of_an_option_changes_what_is_exported(delivered: tuple[LandingZone, Delivered], path: str) -> None:
    assert without_effect(*delivered, OPTIONS[path]) == []
