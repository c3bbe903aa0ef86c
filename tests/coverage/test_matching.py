"""A check is covered by what is synthesized as it must be, in every account and region that it looks at."""

from __future__ import annotations

from typing import Any

import pytest

from modules.coverage.library import Check
from modules.coverage.proof import State
from modules.coverage.spec import Accounts, EvidenceSpec
from modules.synthesized.documents import Document
from tests.coverage.planted import HOME, IDS, OTHER, Resources, check, outcome, workspace

REGIONS = (HOME, OTHER)
PLAIN = EvidenceSpec(type="aws_ebs_encryption_by_default", equals={"enabled": True})


def differences(*args: Any) -> list[str]:
    return [gap.differs for gap in outcome(*args).gaps]


def planted(*, without: tuple[str, str] | None = None, enabled: bool = True) -> list[Document]:
    places = [(account, region) for account in IDS for region in REGIONS]
    return [
        workspace(place[0], {"aws_ebs_encryption_by_default": {"default": {"enabled": enabled}}}, place[1])
        for place in places
        if place != without
    ]


def test_a_resource_in_every_account_and_region_covers_it() -> None:
    found = outcome(check(PLAIN), *planted())

    assert found.state is State.COVERED
    assert len(found.evidence) == len(IDS) * len(REGIONS)
    assert "demo-fraud-us-east-1:aws_ebs_encryption_by_default.default" in found.evidence


@pytest.mark.parametrize("place", [("management", HOME), ("fraud", OTHER)])
def test_an_account_or_a_region_that_is_missing_is_named(place: tuple[str, str]) -> None:
    found = outcome(check(PLAIN), *planted(without=place))

    assert found.state is State.NOT_COVERED
    assert [(gap.differs, [(cell.account, cell.region) for cell in gap.places]) for gap in found.gaps] == [
        ("no aws_ebs_encryption_by_default in the account itself", [place])
    ]


def test_an_argument_that_differs_is_named_with_both_values() -> None:
    found = differences(check(PLAIN), *planted(enabled=False))

    assert "demo-fraud-eu-west-1:aws_ebs_encryption_by_default.default: enabled is false and must be true" in found


def test_an_argument_that_is_not_stated_does_not_count_by_its_default() -> None:
    bare = workspace("management", {"aws_cloudtrail": {"trail": {}}})
    spec = EvidenceSpec(type="aws_cloudtrail", equals={"enable_logging": True})

    found = differences(check(spec, accounts=Accounts.MANAGEMENT, regions="home"), bare)

    assert found == [f"demo-management-{HOME}:aws_cloudtrail.trail: enable_logging is not stated and must be true"]


def test_a_resource_in_another_account_or_region_than_it_must_be_in_does_not_count() -> None:
    administered = check(
        EvidenceSpec(type="aws_fms_admin_account", account=Accounts.MANAGEMENT, region=OTHER),
        accounts=Accounts.MANAGEMENT,
        regions="home",
    )
    planted_resource: Resources = {"aws_fms_admin_account": {"default": {}}}

    assert outcome(administered, workspace("management", planted_resource, OTHER)).state is State.COVERED
    for elsewhere in (
        workspace("management", planted_resource),
        workspace("tooling", planted_resource, OTHER),
    ):
        assert differences(administered, elsewhere) == [f"no aws_fms_admin_account in management, {OTHER}"]


def test_a_resource_of_the_administrator_counts_for_the_accounts_that_it_names() -> None:
    enrolled = check(
        EvidenceSpec(type="aws_inspector2_enabler", account=Accounts.SECURITY_TOOLING, names_account="account_ids"),
        accounts=Accounts.OTHERS,
        regions="home",
    )
    ids = ["111111111111", "333333333333"]
    missing = workspace("tooling", {"aws_inspector2_enabler": {"members": {"account_ids": ids}}})
    whole = workspace("tooling", {"aws_inspector2_enabler": {"members": {"account_ids": [*ids, IDS["fraud"]]}}})

    assert outcome(enrolled, whole).state is State.COVERED
    (gap,) = outcome(enrolled, missing).gaps
    assert [cell.account for cell in gap.places] == ["fraud"]
    assert gap.differs.endswith("aws_inspector2_enabler.members: account_ids does not name the account")


def test_alternatives_may_cover_different_accounts() -> None:
    own = EvidenceSpec(type="aws_config_configuration_recorder")
    governed = EvidenceSpec(
        type="aws_controltower_landing_zone",
        account=Accounts.MANAGEMENT,
        region="home",
        not_for=(Accounts.MANAGEMENT,),
        equals={"manifest_json.config.enabled": True},
        names_region="manifest_json.governedRegions",
    )
    manifest = '{"config": {"enabled": true}, "governedRegions": ["eu-west-1"]}'
    landing_zone = {"aws_controltower_landing_zone": {"default": {"manifest_json": manifest}}}
    recorders: Resources = {"aws_config_configuration_recorder": {"default": {}}}

    asked = check((own, governed))
    found = outcome(asked, workspace("management", {**landing_zone, **recorders}))

    assert [cell.account for gap in found.gaps for cell in gap.places if cell.region == HOME] == []
    assert {cell.account for gap in found.gaps for cell in gap.places} == set(IDS)
    assert any("governedRegions does not name the region" in gap.differs for gap in found.gaps)
    unrecorded = outcome(asked, workspace("management", landing_zone))
    assert {cell.account for gap in unrecorded.gaps for cell in gap.places if cell.region == HOME} == {"management"}


def test_every_resource_must_be_so_where_one_does_not_suffice() -> None:
    every = EvidenceSpec(type="aws_fms_policy", every=True, equals={"remediation_enabled": True})
    one = every.model_copy(update={"every": False})
    policies = {"good": {"remediation_enabled": True}, "bad": {"remediation_enabled": False}}
    place = workspace("tooling", {"aws_fms_policy": policies})

    def asked(spec: EvidenceSpec) -> Check:
        return check(spec, accounts=Accounts.SECURITY_TOOLING, regions="home")

    assert outcome(asked(one), place).state is State.COVERED
    assert differences(asked(every), place) == [
        f"demo-tooling-{HOME}:aws_fms_policy.bad: remediation_enabled is false and must be true"
    ]


def test_values_must_be_of_one_block() -> None:
    agents = EvidenceSpec(
        type="aws_guardduty_detector_feature",
        blocks={"additional_configuration": {"name": "EC2_AGENT_MANAGEMENT", "status": "ENABLED"}},
    )
    asked = check(agents, accounts=Accounts.SECURITY_TOOLING, regions="home")

    def with_agent(status: str) -> Document:
        blocks = [
            {"name": "EKS_ADDON_MANAGEMENT", "status": "ENABLED"},
            {"name": "EC2_AGENT_MANAGEMENT", "status": status},
        ]
        return workspace(
            "tooling", {"aws_guardduty_detector_feature": {"runtime": {"additional_configuration": blocks}}}
        )

    assert outcome(asked, with_agent("ENABLED")).state is State.COVERED
    (found,) = differences(asked, with_agent("DISABLED"))
    assert found.endswith("additional_configuration must have a block with name EC2_AGENT_MANAGEMENT, status ENABLED")


BUCKETS: Resources = {
    "aws_s3_bucket": {"archive": {"bucket": f"logs-{IDS['archive']}-x"}, "other": {"bucket": "logs-x"}}
}
KEYS: Resources = {"aws_kms_key": {"archive": {}}}


@pytest.mark.parametrize(
    ("value", "counts"),
    [
        (f"logs-{IDS['archive']}-x", True),
        (f"logs-{IDS['fraud']}-x", False),
        ("${aws_s3_bucket.archive.id}", True),
        ("${aws_s3_bucket.archive.bucket}", True),
        ("${aws_s3_bucket.other.id}", False),
        ("${aws_s3_bucket.other.arn}", False),
        ("${aws_kms_key.archive.arn}", True),
        ("${aws_kms_key.archive.id}", False),
    ],
)
def test_a_name_or_an_arn_has_the_id_of_the_account_that_a_pattern_asks_for(value: str, counts: bool) -> None:  # noqa: FBT001
    spec = EvidenceSpec(type="aws_x", region="any", like={"place": ("*{log-archive}*",)})
    place = workspace("archive", {"aws_x": {"x": {"place": value}}, **BUCKETS, **KEYS})

    found = outcome(check(spec, accounts=Accounts.LOG_ARCHIVE, regions="home"), place)

    assert (found.state is State.COVERED) is counts


def test_an_account_is_known_by_the_resource_that_makes_it() -> None:
    spec = EvidenceSpec(type="aws_organizations_account", account=Accounts.MANAGEMENT, names_account="id")

    found = outcome(check(spec, accounts=Accounts.LOG_ARCHIVE, regions="home"))

    assert found.evidence == ("demo-accounts:aws_organizations_account.archive",)


def test_each_of_several_needs_must_be_there() -> None:
    asked = check(EvidenceSpec(type="aws_a"), EvidenceSpec(type="aws_b"), accounts=Accounts.MANAGEMENT, regions="home")

    assert outcome(asked, workspace("management", {"aws_a": {"x": {}}, "aws_b": {"x": {}}})).state is State.COVERED
    assert differences(asked, workspace("management", {"aws_a": {"x": {}}})) == ["no aws_b in the account itself"]
