"""The stand-in accepts what AFT accepts, with our lines and AFT's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exports.aft.pipeline.accept import requested_items
from tests.exports.aft.pipeline.checkout import cloned
from tests.exports.aft.pipeline.render_lines import every_lines
from tests.exports.aft.pipeline.repositories import Distribution, Repository, Run
from tests.exports.aft.pipeline.sound import sound, write
from tests.exports.aft.pipeline.stage import HelperMode, Shell, run_stage

LINES = every_lines()
CUSTOMIZATIONS = {Repository.ACCOUNT: "team-dev"}


@pytest.mark.terraform
@pytest.mark.parametrize("lines", LINES)
@pytest.mark.parametrize("distribution", Distribution)
@pytest.mark.parametrize("repository", Repository)
def test_a_sound_repository_goes_through_its_pipeline(
    tmp_path: Path, repository: Repository, distribution: Distribution, lines: str
) -> None:
    customization = CUSTOMIZATIONS.get(repository, "")
    clone = cloned(write(sound(repository, customization), tmp_path / "exported"), tmp_path / "clone")
    run = Run(repository=repository, distribution=distribution, customization=customization)

    result = run_stage(clone, run, Shell(lines=LINES[lines]))

    assert result.succeeded, result.output
    backend = (result.root / "backend.tf").read_text()
    assert ('backend "s3"' in backend, 'backend "remote"' in backend) == (
        distribution is Distribution.OSS,
        distribution is Distribution.TFC,
    )


@pytest.mark.terraform
def test_helpers_that_are_executed_let_a_sound_repository_through_too(tmp_path: Path) -> None:
    clone = cloned(write(sound(Repository.GLOBAL), tmp_path / "exported"), tmp_path / "clone")

    result = run_stage(
        clone,
        Run(repository=Repository.GLOBAL, distribution=Distribution.OSS),
        Shell(mode=HelperMode.EXECUTED),
    )

    assert result.succeeded, result.output


@pytest.mark.terraform
def test_a_request_is_the_item_that_it_would_put_into_dynamodb(tmp_path: Path) -> None:
    clone = cloned(write(sound(Repository.REQUEST), tmp_path / "exported"), tmp_path / "clone")
    result = run_stage(clone, Run(repository=Repository.REQUEST, distribution=Distribution.OSS))

    items = requested_items(result.root)

    assert items == [{"id": {"S": "a@example.com"}, "custom_fields": {"S": '{"key":"a"}'}}]
