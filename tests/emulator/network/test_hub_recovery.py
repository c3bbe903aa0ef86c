"""Everything that a hub can hold, found again after its state was lost: VPNs and Direct Connect among it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modules.runner.recovery.finders import finders
from modules.runner.recovery.replacement import replacement_refusal
from modules.runner.terraform.run import PLAN_FILE
from tests.emulator.conftest import PrepareTerraform
from tests.emulator.lost_state import lose_state
from tests.emulator.network.hub_stack import hub_document

pytestmark = [pytest.mark.emulator, pytest.mark.terraform, pytest.mark.timeout(900)]

NETWORK = "362000000015"


def test_a_hub_with_everything_is_found_again_and_nothing_of_it_replaced(
    terraform: PrepareTerraform, tmp_path: Path
) -> None:
    written = tmp_path / "written" / "cdk.tf.json"
    written.parent.mkdir()
    written.write_text(json.dumps(hub_document(tmp_path / "synthesized", NETWORK)))
    prepared = terraform(NETWORK, written)
    prepared.succeeds("apply", "-auto-approve")
    lost = lose_state(prepared, tmp_path)

    recovery = lost.recovered()

    assert (recovery.error, bool(recovery.imported)) == ("", True)
    assert {address for address in lost.created if address.split(".")[0] in finders()} == recovery.imported.keys()
    assert replacement_refusal(lost.workspace.shown(PLAN_FILE), recovery.imported, ()) == ""
