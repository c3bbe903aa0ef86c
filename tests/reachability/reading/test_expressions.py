"""What expressions stand for, across workspaces and modules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from modules.reachability.reading.documents import Documents
from modules.reachability.reading.expressions import Resource, resources
from tests.reachability.small_network import endpoint_expression

HUB, ACCOUNT = "demo-network-eu", "demo-account-fraud"


def written(resource: Mapping[str, Any] | None = None, **parts: Any) -> dict[str, Any]:
    return {"data": {}, "resource": resource or {}, **parts}


def state(file: str) -> dict[str, Any]:
    config = {"bucket": "state", "encrypt": True, "key": f"landing-zone/demo/{file}.tfstate"}
    return {"terraform_remote_state": {"hub": {"backend": "s3", "config": config}}}


def read(documents: Documents) -> dict[str, Resource]:
    return {one.identity: one for one in resources(documents)}


def route(target: str, **parts: Any) -> Any:
    """Give what a route's target stands for in a workspace of the hub."""
    own = {"aws_route": {"out": {"transit_gateway_id": target}}, **parts.pop("resource", {})}
    documents = Documents(environment="demo", workspaces={HUB: written(own, **parts)})
    return read(documents)[f"{HUB}:aws_route.out"].values["transit_gateway_id"]


class TestReferences:
    @pytest.mark.parametrize("attribute", ["id", "arn"])
    def test_to_a_resource_give_its_identity(self, attribute: str) -> None:
        assert route(f"${{aws_ec2_transit_gateway.hub.{attribute}}}") == f"{HUB}:aws_ec2_transit_gateway.hub"

    def test_to_something_that_aws_makes_beside_a_resource_say_what(self) -> None:
        assert route("${aws_vpn_connection.office.transit_gateway_attachment_id}") == (
            f"{HUB}:aws_vpn_connection.office#transit_gateway_attachment_id"
        )

    def test_to_an_argument_that_is_written_down_give_its_value(self) -> None:
        vpc = {"aws_vpc": {"hub": {"cidr_block": "10.0.0.0/16", "tags": {"Name": "hub"}}}}

        assert route("${aws_vpc.hub.cidr_block}", resource=vpc) == "10.0.0.0/16"
        assert route('${aws_vpc.hub.tags["Name"]}', resource=vpc) == "hub"

    def test_to_data_give_the_identity_of_what_is_looked_up(self) -> None:
        assert route("${data.aws_ec2_transit_gateway.hub.id}") == f"{HUB}:data.aws_ec2_transit_gateway.hub"

    def test_within_a_text_are_put_into_it(self) -> None:
        locals_ = {"pool": ["10.0.0.0", "10.1.0.0"]}

        assert route("${local.pool[1]}/16", locals=locals_) == "10.1.0.0/16"

    def test_through_locals_lead_on_to_what_these_say(self) -> None:
        locals_ = {"ids": {"eu": "${local.own}"}, "own": "${aws_ec2_transit_gateway.hub.id}"}

        assert route('${local.ids["eu"]}', locals=locals_) == f"{HUB}:aws_ec2_transit_gateway.hub"

    def test_to_an_endpoint_name_the_firewall_and_its_subnet(self) -> None:
        target = endpoint_expression("inspection", "firewall-z1")

        assert route(target) == f"{HUB}:aws_networkfirewall_firewall.inspection@{HUB}:aws_subnet.firewall-z1"

    @pytest.mark.parametrize(
        "text",
        [
            '${cidrsubnet("10.0.0.0/8", 8, 1)}',
            "${var.one ? aws_vpc.a.id : aws_vpc.b.id}",
            "${true}",
            "${7}",
            "${module.hub}",
            "${data.aws_vpc}",
            "${data}",
        ],
    )
    def test_that_are_more_or_less_than_references_stay_as_they_are(self, text: str) -> None:
        assert route(text, data=state("demo-network-eu")) == text


class TestWorkspaces:
    def test_read_each_other_s_outputs_by_the_file_of_their_state(self) -> None:
        hub = written(output={"gateway": {"value": "${aws_ec2_transit_gateway.hub.id}"}})
        account = written(
            {"aws_route": {"out": {"transit_gateway_id": "${data.terraform_remote_state.hub.outputs.gateway}"}}},
            data=state(HUB),
        )

        found = read(Documents(environment="demo", workspaces={HUB: hub, ACCOUNT: account}))

        out = found[f"{ACCOUNT}:aws_route.out"]
        assert out.values["transit_gateway_id"] == f"{HUB}:aws_ec2_transit_gateway.hub"

    def test_find_keys_in_an_output_that_holds_several(self) -> None:
        hub = written(output={"pools": {"value": {"shared services": ["${aws_vpc_ipam_pool.shared.id}"]}}})
        reading = '${data.terraform_remote_state.hub.outputs.pools["shared services"][0]}'
        account = written({"aws_vpc": {"spoke": {"ipv4_ipam_pool_id": reading}}}, data=state(HUB))

        found = read(Documents(environment="demo", workspaces={HUB: hub, ACCOUNT: account}))

        assert found[f"{ACCOUNT}:aws_vpc.spoke"].values["ipv4_ipam_pool_id"] == f"{HUB}:aws_vpc_ipam_pool.shared"

    @pytest.mark.parametrize("data", [state("demo-accounts"), {}])
    def test_of_another_state_leave_an_identity_that_is_nobody_s(self, data: dict[str, Any]) -> None:
        found = route("${data.terraform_remote_state.hub.outputs.gateway}", data=data)

        assert found == f"{HUB}:data.terraform_remote_state.hub.outputs.gateway"

    def test_of_accounts_tell_whose_they_are(self) -> None:
        vpc = written({"aws_vpc": {"own": {}}})

        found = read(Documents(environment="demo", workspaces={HUB: vpc, ACCOUNT: vpc}))

        assert {key: one.account for key, one in found.items()} == {
            f"{HUB}:aws_vpc.own": None,
            f"{ACCOUNT}:aws_vpc.own": "fraud",
        }


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
        call = {"source": "./modules/a-copy", **inputs}
        account = written(association, module={"spoke": call, "other": {"source": "./modules/other"}})
        return read(
            Documents(
                environment="demo",
                workspaces={ACCOUNT: account},
                modules={"spoke": self.SPOKE},
                calls={(ACCOUNT, "./modules/a-copy"): "spoke"},
            )
        )

    def test_have_their_resources_once_for_each_call_and_one_address_for_all(self) -> None:
        found = self.called()

        assert found[f"{ACCOUNT}/spoke:aws_vpc.spoke"].address == "spoke:aws_vpc.spoke"
        assert found[f"{ACCOUNT}/spoke:aws_vpc.spoke"].account == "fraud"

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

        found = read(Documents(environment="demo", workspaces={HUB: written(own)}))

        assert [one.name for one in found.values()] == ["egress", "aws_vpc.other"]

    def test_of_another_kind_is_left_out(self) -> None:
        assert not read(Documents(environment="demo", workspaces={HUB: written({"aws_s3_bucket": {"logs": {}}})}))
