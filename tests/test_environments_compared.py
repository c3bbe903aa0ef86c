"""Environments are organizations of their own: what one has, no other may have."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from modules import environment
from modules.deployment.spec import BackendSpec, CloudBackendSpec, S3BackendSpec
from modules.environment import ENVIRONMENTS, Environment
from modules.specification.problems import Problem
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.writing.documents import new_app
from tests.specification.overlay import TOO_LARGE, problems, refusal
from tests.support.environments import environment_with

OWN = [
    ("acme-canary", "acme-other"),
    ('"222222222222"', '"444444444444"'),
    ("aws-canary-management@", "aws-other-management@"),
    ("aws-canary+", "aws-other+"),
]
"""What a copy of staging must write anew, to be an organization of its own."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Staging, and a copy of it that is another organization."""
    environments = tmp_path / "environments"
    for name in ("staging", "other"):
        shutil.copytree(ENVIRONMENTS / "staging", environments / name)
    organization = environments / "other" / "organization.yaml"
    text = organization.read_text()
    for old, new in OWN:
        assert old in text
        text = text.replace(old, new)
    organization.write_text(text)
    (environments / "other" / "guardrails.yaml").write_text("guardrails: {environments: [other]}\n")
    return environments


def edit(folder: Path, old: str, new: str, file: str = "organization.yaml") -> None:
    path = folder / "other" / file
    assert path.read_text().count(old) >= 1
    path.write_text(path.read_text().replace(old, new))


def shared(found: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.what, problem.got) for problem in found if problem.what.startswith("two environments")]


def test_an_organization_of_its_own_is_accepted(folder: Path) -> None:
    assert problems(folder, "staging") == problems(folder, "other") == []


def test_one_management_account_is_refused_for_both_with_both_places(folder: Path) -> None:
    edit(folder, '"444444444444"', '"222222222222"')

    for name, other in (("staging", "other"), ("other", "staging")):
        (problem,) = problems(folder, name)
        assert problem.what == "two environments must not have one management account"
        assert problem.place == f"environments/{name}/organization.yaml:8  organization.management_account.id"
        assert problem.got == (
            f"222222222222, also in environments/{other}/organization.yaml:8 organization.management_account.id"
        )


def test_a_copy_is_told_once_and_not_for_every_account(folder: Path) -> None:
    for path in (folder / "staging").iterdir():
        shutil.copy(path, folder / "other" / path.name)

    assert refusal(folder, "other") == (TOO_LARGE / "copy-of-another.txt").read_text()


def test_one_name_of_an_organization_is_refused(folder: Path) -> None:
    edit(folder, "acme-other", "acme-canary")

    assert shared(problems(folder, "other")) == [
        (
            "two environments must not have one name of the organization",
            "acme-canary, also in environments/staging/organization.yaml:4 organization.name",
        )
    ]


def test_one_address_is_refused_however_it_comes_about(folder: Path) -> None:
    """Here it is written, there it follows from a pattern; and a letter is in another case."""
    edit(
        folder, "owner: network-team}", "owner: network-team, email: aws-canary+network@acme.example}", "accounts.yaml"
    )

    assert shared(problems(folder, "other")) == [
        (
            "two environments must not have one e-mail address of an account",
            "aws-canary+network@acme.example, also in environments/staging/accounts.yaml:6 accounts.network",
        )
    ]


def test_one_account_that_exists_is_refused(folder: Path) -> None:
    edit(folder, "owner: network-team}", 'owner: network-team, id: "222222222222"}', "accounts.yaml")

    (found,) = shared(problems(folder, "other"))

    assert found[0] == "two environments must not have one account"


class TestAnEnvironmentThatIsNotRight:
    def test_makes_no_other_one_fail(self, folder: Path) -> None:
        (folder / "other" / "teams.yaml").write_text("teams: [\n")

        assert problems(folder, "staging") == []

    def test_is_compared_as_far_as_it_can_be_read(self, folder: Path) -> None:
        edit(folder, '"444444444444"', '"222222222222"')
        (folder / "other" / "teams.yaml").write_text("teams: [\n")

        assert [what for what, _ in shared(problems(folder, "staging"))] == [
            "two environments must not have one management account"
        ]

    def test_is_told(self, folder: Path) -> None:
        (folder / "other" / "organization.yaml").write_text("organization: [\n")
        told: list[str] = []

        environment.load_each(["staging"], folder, tell=told.append)

        assert told == ["other has problems of its own (validate other), and was compared as far as it could be read."]


@pytest.mark.parametrize(
    "backend",
    [
        S3BackendSpec(type="s3", bucket="acme-state", region="eu-west-1", use_lockfile=True),
        S3BackendSpec(type="s3", bucket="acme-state", region="eu-west-1", use_lockfile=True, key_prefix="a/staging"),
        CloudBackendSpec(type="cloud", organization="acme"),
    ],
    ids=["s3", "s3-with-a-prefix", "cloud"],
)
def test_no_two_environments_share_a_state(backend: BackendSpec, tmp_path: Path) -> None:
    """So nothing has to compare where states are: each key begins with the environment's name."""
    keys = [_state_key(name, backend, tmp_path / name) for name in ("staging", "other")]

    assert len(set(keys)) == len(keys)


def _state_key(name: str, backend: BackendSpec, outdir: Path) -> str:
    zone = environment_with("staging").zone
    deployment = zone.deployment.model_copy(update={"backend": backend})
    same = Environment(name, zone.model_copy(update={"deployment": deployment}))
    workspace = Workspace(Deployment(same, new_app(outdir)), "accounts")
    terraform = workspace.to_terraform()["terraform"]
    return json.dumps(terraform.get("backend") or terraform["cloud"])
