"""Production's own pipeline, as its roles are synthesized."""

from __future__ import annotations

from pathlib import Path

from modules.commands.known_ids import known_ids
from modules.delivery_tests.workspaces import roles_of_workspaces
from modules.exports.ci.delivered import delivered
from modules.exports.ci.github import REVIEW, workflows
from modules.synthesized.environment import read_synthesized
from tests.support.environments import environment


def test_every_role_that_delivers_production_is_taken_and_the_trusted_workflow_applies(
    outputs: dict[str, Path],
) -> None:
    production = environment("production")
    zone = production.zone
    assert zone.delivery
    assert zone.delivery.github
    synthesized = read_synthesized(outputs["production"], "production", known_ids(zone))
    accounts = {account.key: account for account in zone.every_account}
    roles = roles_of_workspaces(synthesized, accounts, zone.organization.management_account.id)
    files = workflows([delivered(production, roles)])
    assert zone.delivery.github.workflow in files
    for of in roles.values():
        assert f"role-to-assume: {of['plan']}" in files[REVIEW]
        assert f"role-to-assume: {of['apply']}" in files[str(zone.delivery.github.workflow)]
        assert of["apply"] not in files[REVIEW]
