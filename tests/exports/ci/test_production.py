"""Production's own pipeline, as its roles are synthesized."""

from __future__ import annotations

from pathlib import Path

from modules.commands.delivery_roles import delivery_roles_of
from modules.exports.ci.delivered import delivered, delivery_of
from modules.exports.ci.github import REVIEW, workflows
from tests.support.environments import environment


def test_every_role_that_delivers_production_is_taken_and_the_trusted_workflow_applies(
    outputs: dict[str, Path],
) -> None:
    production = environment("production")
    zone = production.zone
    assert zone.delivery
    assert zone.delivery.github
    roles = delivery_roles_of("production", zone, outputs["production"])
    files = workflows([delivered(production, delivery_of(production), roles)])
    assert zone.delivery.github.workflow in files
    for of in roles.values():
        assert f"role-to-assume: {of['plan']}" in files[REVIEW]
        assert f"role-to-assume: {of['apply']}" in files[str(zone.delivery.github.workflow)]
        assert of["apply"] not in files[REVIEW]
