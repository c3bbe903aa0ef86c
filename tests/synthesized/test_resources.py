"""What references lead to, across workspaces and modules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from modules.specification.errors import LandingZoneError
from modules.synthesized.documents import Document
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Identity, Unknown

HUB, ACCOUNT = "demo-hub", "demo-zebra-x"
EVERY = frozenset(
    {"aws_route", "aws_vpc", "aws_subnet", "aws_route_table_association", "aws_iam_policy", "aws_ssm_parameter"}
)

Content = dict[str, Any]


def written(resource: Mapping[str, Any] | None = None, **parts: Any) -> Content:
    return {"resource": resource or {}, **parts}


def state(workspace: str) -> Content:
    config = {"bucket": "state", "encrypt": True, "key": f"landing-zone/demo/{workspace}.tfstate"}
    return {"terraform_remote_state": {"hub": {"backend": "s3", "config": config}}}


def synthesized(known_ids: Mapping[str, str] | None = None, **contents: Content) -> Synthesized:
    named = {name.replace("_", "-"): content for name, content in contents.items()}
    return Synthesized("demo", {name: Document(name, content) for name, content in named.items()}, known_ids)


def read(everything: Synthesized) -> dict[str, Resource]:
    return {one.identity: one for one in everything.resources(EVERY)}


def route(target: str, **parts: Any) -> Any:
    """Give what a route's target stands for in a workspace."""
    own = {"aws_route": {"out": {"transit_gateway_id": target}}, **parts.pop("resource", {})}
    return read(synthesized(demo_hub=written(own, **parts)))[f"{HUB}:aws_route.out"].values["transit_gateway_id"]


class TestReferences:
    @pytest.mark.parametrize("attribute", ["id", "arn"])
    def test_to_a_resource_give_its_identity(self, attribute: str) -> None:
        found = route(f"${{aws_ec2_transit_gateway.hub.{attribute}}}")

        assert found == f"{HUB}:aws_ec2_transit_gateway.hub"
        assert isinstance(found, Identity)
        assert (found.resource, found.address, found.attribute) == (found, "aws_ec2_transit_gateway.hub", attribute)

    def test_to_something_that_aws_makes_beside_a_resource_say_what(self) -> None:
        found = route("${aws_vpn_connection.office.transit_gateway_attachment_id}")

        assert found == f"{HUB}:aws_vpn_connection.office#transit_gateway_attachment_id"
        assert (found.resource, found.attribute) == (
            f"{HUB}:aws_vpn_connection.office",
            "transit_gateway_attachment_id",
        )

    def test_to_an_argument_that_is_written_down_give_its_value(self) -> None:
        vpc = {"aws_vpc": {"hub": {"cidr_block": "10.0.0.0/16", "tags": {"Name": "hub"}}}}

        assert route("${aws_vpc.hub.cidr_block}", resource=vpc) == "10.0.0.0/16"
        assert route('${aws_vpc.hub.tags["Name"]}', resource=vpc) == "hub"

    def test_to_data_give_the_identity_of_what_is_looked_up(self) -> None:
        assert route("${data.aws_ec2_transit_gateway.hub.id}") == f"{HUB}:data.aws_ec2_transit_gateway.hub"

    def test_within_a_text_are_put_into_it(self) -> None:
        found = route("${local.pool[1]}/16", locals={"pool": ["10.0.0.0", "10.1.0.0"]})

        assert found == "10.1.0.0/16"
        assert not isinstance(found, Unknown)

    def test_to_what_is_known_at_apply_make_the_text_around_it_so(self) -> None:
        found = route("the ${aws_vpc.hub.id}", resource={"aws_vpc": {"hub": {}}})

        assert found == f"the {HUB}:aws_vpc.hub"
        assert isinstance(found, Unknown)

    def test_through_locals_lead_on_to_what_these_say(self) -> None:
        locals_ = {"ids": {"eu": "${local.own}"}, "own": "${aws_ec2_transit_gateway.hub.id}"}

        assert route('${local.ids["eu"]}', locals=locals_) == f"{HUB}:aws_ec2_transit_gateway.hub"

    def test_to_the_values_of_a_map_list_what_each_leads_to(self) -> None:
        ids = {"a": "111111111111", "b": "${aws_vpc.hub.id}"}

        assert route("${values(local.ids)}", locals={"ids": ids}) == ["111111111111", f"{HUB}:aws_vpc.hub"]

    def test_to_the_values_of_no_map_stay_as_they_are(self) -> None:
        assert route("${values(local.id)}", locals={"id": "x"}) == "${values(local.id)}"
        assert route("${values(local.nothing)}") == "${values(local.nothing)}"

    @pytest.mark.parametrize(
        "text",
        [
            '${cidrsubnet("10.0.0.0/8", 8, 1)}',
            "${var.one ? aws_vpc.a.id : aws_vpc.b.id}",
            "${{for key, value in local.all : key => value}}",
            "%{if true}one%{else}other%{endif}",
            '${join("}", [])}',
            "${each.value}",
            "${self.id}",
            "${terraform.workspace}",
            "${path.module}",
            "${true}",
            "${7}",
            "${module.hub}",
            "${module.gone.output}",
            "${local.gone}",
            "${var.gone}",
            "${local.all.gone}",
            "${local.all[7]}",
            "${data.aws_vpc}",
            "${data}",
            "${unclosed",
        ],
    )
    def test_that_are_more_or_less_than_references_stay_as_they_are(self, text: str) -> None:
        found = route(text, data=state("demo-hub"), locals={"all": {}})

        assert found == text
        assert isinstance(found, Unknown)

    def test_within_an_expression_say_where_each_resource_is(self) -> None:
        vpc: Content = {"aws_vpc": {"hub": {}}}

        assert route("${one([aws_vpc.hub.id, aws_vpc.other.id])}", resource=vpc) == (
            f"${{one([{HUB}:aws_vpc.hub.id, aws_vpc.other.id])}}"
        )

    @pytest.mark.parametrize(
        "parts",
        [
            {"locals": {"a": "${local.b}", "b": "${local.a}"}},
            {
                "locals": {"a": "${aws_vpc.own.cidr_block}"},
                "resource": {"aws_vpc": {"own": {"cidr_block": "${local.a}"}}},
            },
        ],
    )
    def test_to_themselves_are_refused(self, parts: Content) -> None:
        with pytest.raises(LandingZoneError) as refused:
            route("${local.a}", **parts)
        assert refused.value.what == "something in what was synthesized refers to itself"
        assert refused.value.got == f"local.a in {HUB}"


class TestEscapes:
    def test_are_undone_and_lead_nowhere(self) -> None:
        found = route("$${aws:PrincipalTag/Team} and %%{if} of $${local.own}", locals={"own": "1"})

        assert found == "${aws:PrincipalTag/Team} and %{if} of ${local.own}"
        assert not isinstance(found, Unknown)

    def test_stand_beside_references(self) -> None:
        assert route("$${a}${local.own}$${b}", locals={"own": "$${c}"}) == "${a}${c}${b}"


class TestStandIns:
    def test_take_the_place_of_what_is_known_at_apply_only(self) -> None:
        content = written({"aws_iam_policy": {"own": {}}}, locals={"plain": "x"})
        scope = synthesized(demo_hub=content).scope(HUB)
        assert scope is not None

        text = scope.value(
            '{"a": "${aws_iam_policy.own.arn}", "b": "${local.plain}", "c": "$${d}"}',
            lambda value: "stand-in" if isinstance(value, Identity) else value,
        )

        assert json.loads(text) == {"a": "stand-in", "b": "x", "c": "${d}"}


class TestWorkspaces:
    def test_read_each_other_s_outputs_by_the_file_of_their_state(self) -> None:
        hub = written(output={"gateway": {"value": "${aws_ec2_transit_gateway.hub.id}"}})
        reading = {"aws_route": {"out": {"transit_gateway_id": "${data.terraform_remote_state.hub.outputs.gateway}"}}}

        found = read(synthesized(demo_hub=hub, demo_zebra_x=written(reading, data=state(HUB))))

        assert found[f"{ACCOUNT}:aws_route.out"].values["transit_gateway_id"] == f"{HUB}:aws_ec2_transit_gateway.hub"
        assert found[f"{ACCOUNT}:aws_route.out"].workspace == ACCOUNT

    def test_find_keys_in_an_output_that_holds_several(self) -> None:
        hub = written(output={"pools": {"value": {"shared services": ["${aws_vpc_ipam_pool.shared.id}"]}}})
        pool = '${data.terraform_remote_state.hub.outputs.pools["shared services"][0]}'
        reading = written({"aws_vpc": {"spoke": {"ipv4_ipam_pool_id": pool}}}, data=state(HUB))

        found = read(synthesized(demo_hub=hub, demo_zebra_x=reading))

        assert found[f"{ACCOUNT}:aws_vpc.spoke"].values["ipv4_ipam_pool_id"] == f"{HUB}:aws_vpc_ipam_pool.shared"

    @pytest.mark.parametrize("data", [state("demo-accounts"), {}])
    def test_of_another_state_leave_an_identity_that_is_nobody_s(self, data: Content) -> None:
        found = route("${data.terraform_remote_state.hub.outputs.gateway}", data=data)

        assert found == f"{HUB}:data.terraform_remote_state.hub.outputs.gateway"

    def test_tell_who_produces_what(self) -> None:
        hub = written(output={"gateway": {"value": "${aws_ec2_transit_gateway.hub.id}"}, "name": {"value": "eu"}})

        assert list(synthesized(demo_hub=hub, demo_zebra_x={}).outputs()) == [
            (HUB, "gateway", f"{HUB}:aws_ec2_transit_gateway.hub"),
            (HUB, "name", "eu"),
        ]


class TestModules:
    SPOKE = written(
        {
            "aws_vpc": {"spoke": {"ipv4_ipam_pool_id": "${var.pools.own}"}},
            "aws_subnet": {"one": {"vpc_id": "${aws_vpc.spoke.id}"}},
        },
        output={"vpc": {"value": "${aws_vpc.spoke.id}"}},
        variable={"pools": {"default": {"own": "the usual pool"}}},
    )

    def called(self, **inputs: Any) -> dict[str, Resource]:
        association = {"aws_route_table_association": {"out": {"subnet_id": "${module.spoke.vpc}"}}}
        content = written(association, module={"spoke": {"source": "./modules/a-copy", **inputs}})
        workspace = Document(ACCOUNT, content, {"spoke": Document("a-copy", self.SPOKE)})
        return read(Synthesized("demo", {ACCOUNT: workspace}))

    def test_have_their_resources_once_for_each_call_and_one_address_for_all(self) -> None:
        assert self.called()[f"{ACCOUNT}/spoke:aws_vpc.spoke"].address == "a-copy:aws_vpc.spoke"

    def test_mean_their_own_resources(self) -> None:
        subnet = self.called()[f"{ACCOUNT}/spoke:aws_subnet.one"]

        assert subnet.values["vpc_id"] == f"{ACCOUNT}/spoke:aws_vpc.spoke"

    def test_get_inputs_as_the_caller_means_them(self) -> None:
        found = self.called(pools={"own": "${aws_vpc_ipam_pool.mine.id}"})

        pool = found[f"{ACCOUNT}/spoke:aws_vpc.spoke"].values["ipv4_ipam_pool_id"]
        assert pool == f"{ACCOUNT}:aws_vpc_ipam_pool.mine"

    def test_use_the_default_of_an_input_that_nobody_gives(self) -> None:
        assert self.called()[f"{ACCOUNT}/spoke:aws_vpc.spoke"].values["ipv4_ipam_pool_id"] == "the usual pool"

    def test_give_their_outputs_to_the_caller(self) -> None:
        association = self.called()[f"{ACCOUNT}:aws_route_table_association.out"]

        assert association.values["subnet_id"] == f"{ACCOUNT}/spoke:aws_vpc.spoke"


class TestResource:
    def test_is_called_by_its_name_tag_or_else_by_its_address(self) -> None:
        own = {"aws_vpc": {"hub": {"tags": {"Name": "egress"}}, "other": {}}}

        assert [one.name for one in read(synthesized(demo_hub=written(own))).values()] == ["egress", "aws_vpc.other"]

    def test_of_another_type_is_left_out(self) -> None:
        assert not read(synthesized(demo_hub=written({"aws_s3_bucket": {"logs": {}}})))
