"""From a folder to one specification, or to all its problems."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from modules import environment
from modules.specification import loader
from modules.specification.problems import InvalidEnvironmentError
from tests.specification.overlay import problems, refusal, staging_with


@pytest.fixture
def environments(tmp_path: Path) -> Path:
    return staging_with(tmp_path)


def edit(environments: Path, file: str, old: str, new: str) -> None:
    path = environments / "staging" / file
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def found(environments: Path) -> list[tuple[str, str]]:
    return [(problem.path, problem.what) for problem in problems(environments)]


def test_how_the_files_are_cut_makes_no_difference(environments: Path, tmp_path: Path) -> None:
    whole = "".join(path.read_text() for path in sorted((environments / "staging").iterdir()))
    together = tmp_path / "together" / "production"  # beside it would be refused: one organization twice
    together.mkdir(parents=True)
    (together / "everything.yaml").write_text(whole)

    assert environment.load("production", together.parent) == environment.load("staging", environments)


def test_a_file_with_only_a_comment_adds_nothing(environments: Path) -> None:
    before = environment.load("staging", environments)
    (environments / "staging" / "notes.yaml").write_text("# to be written\n")

    assert environment.load("staging", environments) == before


@pytest.mark.parametrize(
    "name", ["README.md", ".DS_Store", ".gitkeep", ".teams.yaml.swp", ".#teams.yaml", "teams.yaml~"]
)
def test_what_readers_and_editors_leave_is_let_be(name: str, environments: Path) -> None:
    (environments / "staging" / name).write_text("# The canary\n")

    environment.load("staging", environments)


@pytest.mark.parametrize("name", ["guests.yml", "guests.YAML", "guests.Yml", ".guests.yaml"])
def test_a_file_with_another_ending_is_not_passed_over(name: str, environments: Path) -> None:
    (environments / "staging" / name).write_text("teams: {}\n")

    assert found(environments) == [("", "a file of an environment must end with .yaml, and not be hidden")]


@pytest.mark.parametrize("name", ["guests.txt", "guests.yaml.bak", "guests", "guests.json", "old", "guests.yaml.d"])
def test_nothing_else_is_passed_over(name: str, environments: Path) -> None:
    entry = environments / "staging" / name
    if name in ("old", "guests.yaml.d"):
        entry.mkdir()
    else:
        entry.write_text("teams: {}\n")

    assert found(environments) == [("", "something in an environment's folder is not read")]


def _fifo(path: Path, _: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path, _: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one, pytest.MonkeyPatch.context() as patch:
        patch.chdir(path.parent)  # the address of a socket is short
        one.bind(path.name)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(_fifo, id="FIFO"),
        pytest.param(_socket, id="socket"),
        pytest.param(lambda path, _: path.mkdir(), id="folder"),
        pytest.param(lambda path, _: path.symlink_to("/dev/zero"), id="link to a device"),
        pytest.param(lambda path, _: path.symlink_to("teams.yaml"), id="link to another part"),
        pytest.param(lambda path, elsewhere: path.symlink_to(elsewhere), id="link out of the folder"),
        pytest.param(lambda path, _: path.symlink_to(path), id="link to itself"),
        pytest.param(lambda path, _: path.symlink_to("nowhere.yaml"), id="link to nowhere"),
    ],
)
def test_what_is_no_file_is_not_opened(make: Callable[[Path, Path], None], environments: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text("# nothing\n")
    make(environments / "staging" / "guests.yaml", tmp_path / "elsewhere.yaml")

    assert found(environments) == [("", "a part of an environment must be a file")]


def test_a_file_that_nobody_may_read_is_told(environments: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)

    assert {(one.what, one.got) for one in problems(environments)} == {("the file cannot be read", "Permission denied")}


def test_names_of_environments_are_folders(environments: Path) -> None:
    (environments / "empty").mkdir()
    (environments / "README.md").touch()

    assert loader.environments(environments) == ["empty", "staging"]


@pytest.mark.parametrize("name", ["notes.yaml", "link"])
def test_nothing_beside_the_folders_is_passed_over(name: str, environments: Path) -> None:
    stray = environments / name
    if name == "link":
        stray.symlink_to("staging")
    else:
        stray.touch()

    assert refusal(environments) == (
        f"environments must hold nothing but folders\n  got: {name}, {'a link' if name == 'link' else 'a file'}\n"
        "  why: each folder is an environment, and what stands beside them is not read\n"
        "  fix: move it into the environment's folder that it belongs to, or elsewhere\n"
    )


@pytest.mark.parametrize(
    ("name", "what"),
    [
        (None, "an environment must have a file"),
        ("README.md", "an environment must have a file"),
        ("all.yml", "a file of an environment must end with .yaml, and not be hidden"),
    ],
)
def test_a_folder_without_a_file_that_is_read_is_no_environment(name: str | None, what: str, tmp_path: Path) -> None:
    folder = tmp_path / "environments" / "empty"
    folder.mkdir(parents=True)
    if name:
        (folder / name).touch()

    assert [one.what for one in problems(folder.parent, "empty")] == [what]


def test_problems_of_all_files_come_at_once_in_their_order(environments: Path) -> None:
    edit(environments, "teams.yaml", "dev: {unit: Workloads/NonProduction}", "dev: {unit: 5}")
    edit(environments, "baseline.yaml", "title: FinOps", "role: FinOps")
    edit(environments, "accounts.yaml", "{function: network,", "{function: netwrok,")

    assert [(one.file.rpartition("/")[2], one.line) for one in problems(environments)] == [
        ("accounts.yaml", 6),
        ("baseline.yaml", 5),
        ("baseline.yaml", 7),
        ("teams.yaml", 4),
    ]


def test_contradictions_are_told_beside_parts_that_are_wrong_by_themselves(environments: Path) -> None:
    edit(environments, "organization.yaml", "home_region: eu-west-1", "home_region: Ireland")
    edit(environments, "accounts.yaml", "unit: Sandbox,", "unit: Sandboxes,")

    assert found(environments) == [
        ("accounts.sandbox-canary.unit", "the organizational unit does not exist"),
        ("organization.home_region", "a region must be one of the `aws` partition"),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "path"),
    [
        ("accounts.yaml", "{function: network,", "{fucntion: network,", "accounts.network.fucntion"),
        ("accounts.yaml", "{function: network,", "{", "accounts.network.function"),
        ("accounts.yaml", "owner: network-team", "owner: Network*Team", "accounts.network.owner"),
        ("accounts.yaml", "accounts:", "acounts:", "acounts"),
        (
            "organization.yaml",
            "    Infrastructure: {guardrails: [protect-portfolios, protect-directory]}",
            "    Infrastructure: none",
            "organization.units.Infrastructure",
        ),
        ("organization.yaml", "units:\n    Security", "unit:\n    Security", "organization.unit"),
        ("organization.yaml", "email_pattern: ", "email_pattern: &x ", "organization.email_pattern"),
        ("organization.yaml", "\norganization:", "\norganisation:", "organisation"),
        ("teams.yaml", "  dev: {unit", "  devel: {unit", "stages.devel"),
        ("teams.yaml", "stages:\n  dev", "stage:\n  dev", "stage"),
        ("teams.yaml", "cost_center:", "stages: [dev, dev, tset]\n    cost_center:", "teams.fraud.stages[2]"),
    ],
)
def test_what_follows_from_a_mistake_is_not_told(file: str, old: str, new: str, path: str, environments: Path) -> None:
    edit(environments, file, old, new)

    told = found(environments)

    assert path in [one[0] for one in told]
    assert len(told) == 1 or path.startswith("teams.fraud.stages")


def test_an_item_of_a_list_keeps_its_number_when_one_before_it_is_refused(environments: Path) -> None:
    edit(environments, "organization.yaml", "[eu-west-1, us-east-1]", "[eu-wset-1, eu-west-1, us-east-1, eu-west-1]")

    assert [path for path, _ in found(environments)] == ["organization.regions[0]", "organization.regions[3]"]


def test_only_the_items_that_are_wrong_are_left_out(environments: Path) -> None:
    """Were a good item left out in place of a wrong one, the home region would not be among the rest."""
    edit(environments, "organization.yaml", "[eu-west-1, us-east-1]", "[x, y, eu-west-1]")
    edit(environments, "teams.yaml", 'cost_center: "4711"', 'cost_center: "4711"\n    stages: [x, y, dev, dev]')

    assert [path for path, _ in found(environments)] == [
        "organization.regions[0]", "organization.regions[1]",
        "teams.fraud.stages[0]", "teams.fraud.stages[1]", "teams.fraud.stages[3]",
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_hides_no_problem_of_another(environments: Path) -> None:
    edit(environments, "teams.yaml", "teams:", "teams: [")
    edit(environments, "accounts.yaml", "owner: network-team", "owner: Network*Team")

    assert [one.what for one in problems(environments)] == [
        "a tag's value must be one that AWS accepts",
        "the file is not YAML",
    ]


def test_a_file_that_cannot_be_read_is_not_told_as_what_it_might_hold(environments: Path) -> None:
    edit(environments, "accounts.yaml", "accounts:", "accounts: [")

    assert [one.what for one in problems(environments)] == ["the file is not YAML"]


def test_an_empty_section_is_told_and_not_what_it_might_hold(environments: Path) -> None:
    (environments / "staging" / "organization.yaml").write_text("organization:\n")

    assert found(environments) == [("organization", "the value must be keys and values")]


def test_nothing_at_all_gives_every_section_that_must_be_there(environments: Path) -> None:
    for path in (environments / "staging").iterdir():
        path.write_text("# nothing\n")

    assert [path for path, _ in found(environments)] == [
        "accounts", "baseline", "deployment", "organization", "vending",
    ]  # fmt: skip


def test_an_environment_whose_name_leaves_no_room_for_others_is_refused(environments: Path) -> None:
    (environments / "staging").rename(environments / ("s" * 17))
    assert refusal(environments, "s" * 17) == (
        "an environment's name is too long\n"
        "  got: sssssssssssssssss (17 characters)\n"
        "  why: workspaces are called <environment>-<name>, and HCP Terraform takes 90 characters for both\n"
        "  fix: rename the folder to 16 or fewer characters\n"
    )


@pytest.mark.parametrize(("asked", "guess"), [("stagin", "staging"), ("STAGING", "staging"), ("staging/", "staging")])
def test_an_unknown_environment_suggests_the_nearest(asked: str, guess: str, environments: Path) -> None:
    assert refusal(environments, asked) == (
        f"there is no such environment\n  got: {asked}\n  why: environments has staging\n  fix: did you mean {guess}?\n"
    )


@pytest.mark.parametrize("asked", ["eu", "", "../environments/staging", ".", "/"])
def test_an_unknown_environment_unlike_any_says_what_to_do(asked: str, environments: Path) -> None:
    assert "why: environments has staging\n" in refusal(environments, asked)


def test_without_a_folder_of_environments_there_is_none(tmp_path: Path) -> None:
    assert "why: environments has none\n" in refusal(tmp_path / "environments", "staging")


def test_an_environment_has_a_name_that_workspaces_can_have(environments: Path) -> None:
    (environments / "staging").rename(environments / "Staging (EU)")

    assert refusal(environments, "Staging (EU)") == (
        "an environment's name must be one lower-case word\n"
        "  got: Staging (EU)\n"
        "  why: workspaces are called <environment>-<name>: a hyphen would make it unclear where the name begins\n"
        "  fix: rename the folder, for example to stagingeu\n"
    )


def test_a_message_has_only_what_a_terminal_shows_as_it_is(environments: Path) -> None:
    edit(environments, "teams.yaml", "Ada Example", '"\\e[31mAda\\n\\u202E"')

    (problem,) = problems(environments)

    assert "\\x1b[31mAda\\n\\u202e" in str(problem)
    assert all(line.isprintable() for line in str(problem).splitlines())


def test_a_message_does_not_repeat_a_book(environments: Path) -> None:
    edit(environments, "teams.yaml", "Ada Example", "A" * 100_000)

    assert len(refusal(environments)) < 2000


def test_the_count_is_in_the_first_line(environments: Path) -> None:
    edit(environments, "teams.yaml", "lead: {name: Ada Example, email: ada@acme.example}", "lead: {}")

    with pytest.raises(InvalidEnvironmentError) as caught:
        environment.load("staging", environments)

    assert str(caught.value).startswith("environments/staging has 2 problems\n\n")
    assert caught.value.cross_checked


def test_a_list_whose_items_are_all_refused_is_not_told_as_too_short(environments: Path) -> None:
    edit(environments, "organization.yaml", "[eu-west-1, us-east-1]", "[eu-wset-1]")

    assert [path for path, _ in found(environments)] == ["organization.regions[0]"]


def test_a_terminal_obeys_nothing_in_a_message(environments: Path) -> None:
    assert "got: \\x1b[31mred\\u202e\n" in refusal(environments, "\x1b[31mred\u202e")
