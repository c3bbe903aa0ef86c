from __future__ import annotations

import pytest

from modules.exports.aft.root_modules import account_root, global_root
from modules.specification.errors import LandingZoneError
from tests.exports.aft.delivered_folder import TAGS, calling, shape

REGION = {"region-baseline-us-east-1": {"source": "./modules/region-baseline", "providers": {"aws": "aws.us-east-1"}}}
BUCKET = "${data.terraform_remote_state.hub.outputs.bucket}"


class TestGlobal:
    def test_has_what_every_account_has_and_nothing_else(self) -> None:
        root = global_root("staging", [shape(calls={**REGION, **calling("macie-export", "team-account")})])
        assert root.calls == ("account-baseline", "region-baseline-us-east-1", "macie-export")
        assert {path.split("/")[1] for path in root.files} == {"account-baseline", "region-baseline", "macie-export"}

    def test_reads_what_it_needs_alone(self) -> None:
        calls = {
            "macie-export": {"source": "./modules/macie-export", "bucket": BUCKET},
            "spoke": {"source": "./modules/spoke", "hub": "${data.terraform_remote_state.hub.outputs.hub}"},
        }
        root = global_root("staging", [shape(calls=calls)])
        (lookup,) = root.document["data"]["aws_ssm_parameter"].values()
        assert lookup["name"] == "/landing-zone/staging/network-eu-west-1/bucket"

    def test_has_tags_of_every_shape_and_leaves_out_empty_ones(self) -> None:
        root = global_root("staging", [shape(tags={"Owner": TAGS["Owner"]}), shape("b", tags={**TAGS, "Fixed": "x"})])
        assert root.document["locals"]["default_tags"] == (
            '${{ for key, value in { "Fixed" = "x", "Owner" = lookup(local.account, "tag-Owner", null), '
            '"Team" = lookup(local.account, "tag-Team", null) } : key => value if value != null }}'
        )

    def test_a_tag_with_two_meanings_is_refused(self) -> None:
        with pytest.raises(LandingZoneError, match="the tag Owner as a and as b"):
            global_root("staging", [shape(tags={"Owner": "a"}), shape("b", tags={"Owner": "b"})])

    @pytest.mark.parametrize(
        ("other", "differing"),
        [
            (shape("b", calls=REGION), "module.region-baseline-us-east-1"),
            (shape("b", module=calling("clean-up-role")), "module.account-baseline"),
            (shape("b", provider={"aws": shape().document["provider"]["aws"][:1]}), "the regions of its providers"),
        ],
    )
    def test_shapes_that_disagree_are_refused(self, other: object, differing: str) -> None:
        with pytest.raises(LandingZoneError) as error:
            global_root("staging", [shape("a"), other])  # type: ignore[list-item] # parametrize has no types
        assert error.value.got == f"{differing} is not the same in the shapes a and b"

    def test_modules_of_one_name_that_differ_are_refused(self) -> None:
        other = shape("b")
        other.files["modules/account-baseline/cdk.tf.json"] = "{}"  # type: ignore[index] # a dict, here
        with pytest.raises(LandingZoneError, match=r"modules/account-baseline/cdk\.tf\.json is not the same"):
            global_root("staging", [shape("a"), other])


class TestOfAnAccount:
    def test_has_all_else(self) -> None:
        output = {"vpc": {"value": "${module.spoke.id}"}}
        root = account_root("staging", shape(calls=calling("spoke", "macie-export"), output=output))
        assert root.calls == ("spoke",)
        assert list(root.files) == ["modules/spoke/cdk.tf.json"]
        assert root.document["output"] == output

    def test_has_neither_provider_nor_backend_nor_empty_blocks(self) -> None:
        document = account_root("staging", shape()).document
        assert document == {"locals": {"default_tags": TAGS}}

    def test_may_not_refer_to_what_every_account_has(self) -> None:
        calls = {"spoke": {"source": "./modules/spoke", "key": "${module.account-baseline.key}"}}
        with pytest.raises(LandingZoneError, match="AFT's pipeline does not have"):
            account_root("staging", shape(calls=calls))

    def test_moves_come_along(self) -> None:
        moved = shape()
        moved.files["moves.tf"] = "moved {}"  # type: ignore[index] # a dict, here
        assert account_root("staging", moved).files == {"moves.tf": "moved {}"}

    def test_providers_with_different_tags_are_refused(self) -> None:
        home, other = shape().document["provider"]["aws"]
        differing = {**other, "default_tags": [{"tags": {"Owner": "x"}}]}
        with pytest.raises(LandingZoneError, match="providers with different tags in the shape team-dev"):
            account_root("staging", shape(provider={"aws": [home, differing]}))
