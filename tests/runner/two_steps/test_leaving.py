"""Accounts and units that leave the YAML unasked: refused before anything is changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.runner.two_steps.leaving import Applied, refuse_leaving
from modules.specification.errors import LandingZoneError

PORTAL = {"id": "333333333333", "name": "portal", "parent_id": "ou-trial"}
TRIAL = {"id": "ou-trial", "name": "Trial"}
ACCOUNT = "aws_organizations_account.accounts_portal"
UNIT = "aws_organizations_organizational_unit.units_Trial"
MOVES = "moved {\n  from = aws_organizations_account.accounts_portal\n  to   = aws_organizations_account.x\n}\n"
GOING = "removed {\n  from = aws_organizations_account.accounts_portal\n\n  lifecycle {\n    destroy = false\n  }\n}\n"


def applied(folder: Path, address: str, attributes: dict[str, Any], *, written: bool, moves: str = "") -> Applied:
    folder.mkdir(exist_ok=True)
    kind, name = address.split(".")
    bodies: dict[str, Any] = {name: {}} if written else {}
    (folder / "cdk.tf.json").write_text(json.dumps({"resource": {kind: bodies}}))
    if moves:
        (folder / "moves.tf").write_text(moves)
    resource = {
        "mode": "managed",
        "type": kind,
        "name": name,
        "instances": [{"attributes": attributes}],
    }
    return Applied(state={"resources": [resource]}, folder=folder)


def accounts(root: Path, *, written: bool = False, moves: str = "") -> Applied:
    return applied(root / "accounts", ACCOUNT, PORTAL, written=written, moves=moves)


def organization(root: Path, *, written: bool = False) -> Applied:
    return applied(root / "organization", UNIT, TRIAL, written=written)


def test_all_that_leaves_unasked_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(LandingZoneError) as refused:
        refuse_leaving(accounts(tmp_path), organization(tmp_path), allowed=())

    assert str(refused.value) == (
        "what was applied must leave the YAML in two steps\n"
        "  got: the account portal (333333333333, aws_organizations_account.accounts_portal); the unit Trial "
        "(aws_organizations_organizational_unit.units_Trial), which holds portal\n"
        "  why: Terraform would destroy it in one, or fail half-way; nothing was changed\n"
        "  fix: of an account: deploy it first with `moved: {accounts: {KEY: NEW KEY}}`, or to let go of it with "
        "`removed: {accounts: [KEY]}`; then take that line out. Of a unit: bring it back and deploy what takes its "
        "accounts elsewhere; then take it out, with `removed: {units: [PATH]}`. (docs/how-to/change-in-two-steps.md)"
    )


@pytest.mark.parametrize("moves", [MOVES, GOING])
def test_an_account_that_is_moved_or_let_go_of_may_leave(tmp_path: Path, moves: str) -> None:
    refuse_leaving(accounts(tmp_path, moves=moves), organization(tmp_path, written=True), allowed=())


def test_what_stays_is_refused_by_nothing(tmp_path: Path) -> None:
    refuse_leaving(accounts(tmp_path, written=True), organization(tmp_path, written=True), allowed=())
    refuse_leaving(None, None, allowed=())
    refuse_leaving(Applied(state=None, folder=tmp_path / "accounts"), None, allowed=())


def test_an_account_that_the_caller_names_may_leave(tmp_path: Path) -> None:
    refuse_leaving(accounts(tmp_path), None, allowed=[ACCOUNT])


def test_a_unit_that_is_named_may_go_once_no_account_is_in_it(tmp_path: Path) -> None:
    elsewhere = applied(tmp_path / "accounts", ACCOUNT, {**PORTAL, "parent_id": "ou-live"}, written=True)

    refuse_leaving(elsewhere, organization(tmp_path), allowed=[UNIT])
    with pytest.raises(LandingZoneError, match="which holds portal"):
        refuse_leaving(accounts(tmp_path, written=True), organization(tmp_path), allowed=[UNIT])
    with pytest.raises(LandingZoneError, match=r"the unit Trial \(aws_organizations_organizational_unit"):
        refuse_leaving(elsewhere, organization(tmp_path), allowed=())
