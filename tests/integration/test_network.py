"""A hub with everything that one can have, applied, found again and destroyed by the real Terraform on the emulator.

The preview of staging applies a small one with its spokes (`test_preview.py`); here is what staging does without:
inspection of everything, ingress, names exchanged with on-premises networks, and all kinds of links to them: what is
on premises has the hub's range in it and public ones, the hub's own VPCs lie outside of its range.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from modules.runner.terraform.cli import find_terraform
from tests.integration.disturbances.lost_states import lose_states
from tests.support.emulator import emulated_staging
from tests.support.main_program import main_program
from tests.support.project import BY_CHOICE, copy_project

EVERYTHING = """network:
  hubs:
    eu-west-1:
      range: 10.128.0.0/14
      own_range: 100.64.0.0/16
      zone_ids: [euw1-az1, euw1-az2]
      pools:
        production: 10.128.0.0/15
        pre-production: 10.130.0.0/17
        partners: 10.130.128.0/17
        shared: 10.131.0.0/16
  segments: {partners: {talks_to: [shared]}}
  inspection: {mode: east-west, managed_rule_groups: [ThreatSignaturesBotnetStrictOrder]}
  ingress: true
  endpoints: {services: [ecr.dkr, sts], trusted_accounts: ["333333333333"]}
  dns:
    zone: aws.canary.acme.example
    inbound: true
    forward: {corp.acme.example: [172.20.0.53]}
  reserved: {appliances: 10.128.64.0/24}
  on_premises:
    ranges: [172.20.0.0/14, 10.0.0.0/8, 198.51.100.0/24]
    vpns:
      dublin: {hub: eu-west-1, address: 203.0.113.10, asn: 4200000000}
      depot:
        hub: eu-west-1
        address: 203.0.113.11
        static: true
        ranges: [198.51.100.0/24]
        tunnels:
          - inside: 169.254.10.0/30
            ike_versions: [ikev1, ikev2]
            phase1: {encryption: [AES256], integrity: [SHA2-256], groups: [14], lifetime_seconds: 14400}
            phase2: {encryption: [AES256], integrity: [SHA2-256], groups: [14], lifetime_seconds: 1800}
            startup: start
            timeout_seconds: 40
            timeout_action: restart
            rekey_margin_seconds: 200
            rekey_fuzz_percent: 50
            replay_window_packets: 512
          - inside: 169.254.10.4/30
    direct_connect: {hubs: [eu-west-1]}
"""
REDUCED = (
    EVERYTHING.replace("managed_rule_groups: [ThreatSignaturesBotnetStrictOrder]", "domains: [aws]")
    .replace("services: [ecr.dkr, sts]", "services: [sts]")
    .replace("        partners: 10.130.128.0/17\n", "")
    .replace("  segments: {partners: {talks_to: [shared]}}\n", "")
    .replace("    forward: {corp.acme.example: [172.20.0.53]}\n", "")
)
"""The same without lists of domains, a managed rule group, an endpoint, a segment, and names that are forwarded."""
WORKSPACES = ("organization", "accounts", "delegation", "network-ipam", "network-eu-west-1")


HUB = "network-eu-west-1"


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(1200)
def test_a_hub_with_everything_is_applied_found_again_and_destroyed_once_its_protection_is_off(tmp_path: Path) -> None:
    copy_project(tmp_path, without=BY_CHOICE)
    (tmp_path / "environments" / "staging" / "network.yaml").write_text(EVERYTHING)

    with emulated_staging(tmp_path / "emulator.log") as environ:
        applied = run("deploy", tmp_path, environ)
        assert applied.returncode == 0, applied.stdout + applied.stderr
        has_links_of_every_kind(resources(tmp_path, HUB))
        lost = lose_states(tmp_path, only=[HUB])
        found = run("deploy", tmp_path, environ, only_hub=True)
        assert found.returncode == 0, found.stdout + found.stderr
        assert f"{HUB}: an interrupted run created what no state has" in found.stdout
        again = resources(tmp_path, HUB)
        planned = run("plan", tmp_path, environ, only_hub=True)
        assert planned.returncode == 0, planned.stdout + planned.stderr
        takes_out_what_others_refer_to(tmp_path, environ)
        folder = tmp_path / "cdktf.out" / "stacks" / f"staging-{HUB}"
        refused = destroy(folder, environ, "-refresh=false")
        assert "Instance cannot be destroyed" in refused.stderr
        take_protection_off(folder, environ)
        destroyed = destroy(folder, environ)
        assert destroyed.returncode == 0, destroyed.stdout + destroyed.stderr

    assert len(lost) == sum(len(one["instances"]) for one in again if one["mode"] == "managed")
    assert resources(tmp_path, HUB) == []


def takes_out_what_others_refer_to(project: Path, environ: Mapping[str, str]) -> None:
    """Take out what the firewall, the profile and route tables refer to, in one deploy."""
    before = {(one["type"], one["name"]) for one in resources(project, HUB)}
    (project / "environments" / "staging" / "network.yaml").write_text(REDUCED)
    command = main_program("deploy", "network-ipam", HUB, "--allow-destroy", "*", gated=False)
    reduced = subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)
    assert reduced.returncode == 0, reduced.stdout + reduced.stderr
    gone = before - {(one["type"], one["name"]) for one in resources(project, HUB)}
    assert {
        "aws_networkfirewall_rule_group",
        "aws_vpc_endpoint",
        "aws_route53_zone",
        "aws_route53profiles_resource_association",
        "aws_route53_resolver_rule",
        "aws_route53_resolver_endpoint",
        "aws_ec2_transit_gateway_route_table",
    } <= {type_ for type_, _ in gone}


def has_links_of_every_kind(hub: list[dict[str, Any]]) -> None:
    """Hold what is in the hub's state against what is asked for."""
    assert {
        "aws_vpn_connection",
        "aws_dx_gateway_association",
        "aws_route53_resolver_endpoint",
        "aws_route53_resolver_rule",
        "aws_networkfirewall_firewall",
    } <= {one["type"] for one in hub}
    vpns = [one["instances"][0]["attributes"] for one in hub if one["type"] == "aws_vpn_connection"]
    assert {(vpn["tunnel1_preshared_key"], vpn["tunnel2_preshared_key"]) for vpn in vpns} == {("REDACTED", "REDACTED")}
    assert {vpn["tunnel1_inside_cidr"] for vpn in vpns if vpn["static_routes_only"]} == {"169.254.10.0/30"}


def run(
    verb: str, project: Path, environ: Mapping[str, str], *, only_hub: bool = False
) -> subprocess.CompletedProcess[str]:
    """Deploy or plan: all of them, synthesized before, or then the hub alone."""
    workspaces = (HUB,) if only_hub else WORKSPACES
    command = main_program(verb, *workspaces, resume=only_hub, gated=False)
    return subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)


def terraform(folder: Path, environ: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(find_terraform()), *arguments, "-auto-approve", "-no-color"]
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)


def destroy(folder: Path, environ: Mapping[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    return terraform(folder, environ, "destroy", *options)


def take_protection_off(folder: Path, environ: Mapping[str, str]) -> None:
    """Take off what keeps Terraform, and what keeps AWS, from destroying."""
    for path in folder.glob("**/*.json"):
        text = path.read_text().replace('"prevent_destroy": true', '"prevent_destroy": false')
        path.write_text(text.replace('"delete_protection": true', '"delete_protection": false'))
    done = terraform(folder, environ, "apply")
    assert done.returncode == 0, done.stdout + done.stderr


def resources(project: Path, workspace: str) -> list[dict[str, Any]]:
    """Return what a workspace's state holds."""
    path = project / "state" / "staging" / f"staging-{workspace}.tfstate"
    found: list[dict[str, Any]] = json.loads(path.read_text())["resources"]
    return found
