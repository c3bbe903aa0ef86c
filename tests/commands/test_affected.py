"""`affected`, and what other revisions are kept for, as a user runs it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from modules.commands import kept_bases
from modules.commands.kept_bases import forget_kept, kept
from tests.commands.test_cost import git
from tests.commands.test_main import run
from tests.support.once import folder_of_all_workers
from tests.support.project import BY_CHOICE, copy_project

IGNORED = "/cdktf.out\n/.cdktf.out*\n/node_modules\n__pycache__\n"


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in Git whose last commit is tagged `before`, and synthesized as it was. To copy, not to change."""

    def make(folder: Path) -> None:
        copy_project(folder, without=(*BY_CHOICE, "network"))
        (folder / ".gitignore").write_text(IGNORED)
        (folder / "README.md").write_text("# The project\n")
        for arguments in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "x"), ("tag", "before")):
            git(folder, *arguments)
        assert run(folder, "affected", "staging", "--base", "before").returncode == 0

    return folder_of_all_workers(tmp_path_factory, "history", make)


@pytest.fixture
def project(history: Path, tmp_path: Path) -> Path:
    """A copy of it to change, in which the tag's synthesis is kept."""
    folder = tmp_path / "project"
    shutil.copytree(history, folder, symlinks=True)
    return folder


def edit(project: Path, file: str, old: str, new: str) -> None:
    path = project / "environments" / "staging" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def answer(project: Path, base: str = "before") -> tuple[int, Any]:
    done = run(project, "affected", "staging", "--base", base, "--json")
    assert done.returncode in {0, 2}, done.stderr
    return done.returncode, json.loads(done.stdout)


def concerned(project: Path, base: str = "before") -> dict[str, str]:
    return {workspace["name"]: workspace["state"] for workspace in answer(project, base)[1]["workspaces"]}


def test_a_change_of_the_readme_concerns_none(project: Path) -> None:
    (project / "README.md").write_text("# Another\n")
    git(project, "commit", "-qam", "Write more")

    code, document = answer(project)

    assert code == 0
    assert (document["workspaces"], document["notes"]) == ([], [])


def test_a_change_that_is_in_no_commit_concerns_what_it_touches(project: Path) -> None:
    edit(project, "teams.yaml", 'cost_center: "4711"', 'cost_center: "4799"')

    code, document = answer(project)

    assert code == 2
    states = {workspace["name"]: workspace["state"] for workspace in document["workspaces"]}
    assert set(states.values()) == {"changed"}
    assert states.keys() >= {"accounts", "account-fraud-dev"}
    assert "account-log-archive" not in states
    status = subprocess.run(["git", "status", "--porcelain"], cwd=project, check=True, capture_output=True, text=True)
    assert status.stdout == " M environments/staging/teams.yaml\n"


def test_people_read_a_table(project: Path) -> None:
    edit(project, "teams.yaml", 'cost_center: "4711"', 'cost_center: "4799"')

    done = run(project, "affected", "staging", "--base", "before")

    assert done.returncode == 2
    assert "staging: what a change since before concerns" in done.stdout
    assert "account-fraud-dev" in done.stdout


def test_what_a_change_comes_to_is_told_with_what_is_lost_first(project: Path) -> None:
    edit(project, "accounts.yaml", "  data-governance:", "  governance-of-data:")

    done = run(project, "diff", "staging", "--base", "before")

    assert done.returncode == 2, done.stderr
    assert done.stdout.startswith("Destroyed, made anew elsewhere, or left\n")
    assert "\n  - data-governance: Workloads/Production\n" in done.stdout
    assert "\n  + governance-of-data: Workloads/Production\n" in done.stdout
    assert "staging differs from what it was at before." in done.stdout


def test_programs_read_what_a_change_comes_to_by_section_and_by_address(project: Path) -> None:
    edit(project, "teams.yaml", 'cost_center: "4711"', 'cost_center: "4799"')

    done = run(project, "diff", "staging", "--base", "before", "--json")

    assert done.returncode == 2, done.stderr
    document = json.loads(done.stdout)
    assert document.keys() == {"environment", "base", "sections", "addresses", "notes"}
    assert (document["environment"], document["base"]["revision"]) == ("staging", "before")
    sections = {section["title"]: section["entries"] for section in document["sections"]}
    assert sections["As it is written"] == [
        {"change": "changed", "what": "teams.fraud.cost_center", "how": "4711 → 4799"}
    ]
    assert sections["Destroyed, made anew elsewhere, or left"] == []
    account = next(each for each in document["addresses"] if "account.accounts_fraud-dev" in each["address"])
    assert (account["workspace"], account["action"], account["arguments"]) == ("accounts", "changed", ["tags"])


def test_what_only_the_gate_and_proofs_read_is_said_and_concerns_no_workspace(project: Path) -> None:
    prices = project / "policies" / "costs" / "prices.yaml"
    prices.write_text(f"{prices.read_text()}# Another price is asked for.\n")

    code, document = answer(project)

    assert (code, document["workspaces"]) == (0, [])
    assert document["notes"][0].startswith("policies/ differs as well (files: 1).")


def test_an_environment_that_was_not_there_is_new_as_a_whole(project: Path) -> None:
    git(project, "mv", "environments/staging", "environments/former")
    git(project, "commit", "-qm", "Call it otherwise")
    git(project, "mv", "environments/former", "environments/staging")

    code, document = answer(project, "HEAD")

    assert code == 2
    assert {workspace["state"] for workspace in document["workspaces"]} == {"new"}
    assert document["notes"][0] == "HEAD has no environment staging: everything is new."
    assert document["notes"][1].startswith("HEAD has an environment former, which is there no more")


def test_a_revision_that_a_shallow_clone_lacks_is_told_with_what_fetches_it(project: Path, tmp_path: Path) -> None:
    git(project, "commit", "-q", "--allow-empty", "-m", "Later")
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{project}", str(shallow)], check=True)

    done = run(shallow, "affected", "staging", "--base", "before")

    assert done.returncode == 1
    assert "which has only a part of the history\n  got: before" in done.stderr
    assert "fetch-depth: 0" in done.stderr


def test_a_base_that_cannot_be_synthesized_is_told_and_not_kept(project: Path) -> None:
    edit(project, "teams.yaml", "cost_center", "cost_centre")
    git(project, "commit", "-qam", "Spoil it")
    edit(project, "teams.yaml", "cost_centre", "cost_center")
    names = sorted(path.name for path in (project / ".cdktf.out.bases").iterdir())

    done = run(project, "affected", "staging", "--base", "HEAD")

    assert done.returncode == 1
    assert "staging could not be synthesized as it was at HEAD" in done.stderr
    assert sorted(path.name for path in (project / ".cdktf.out.bases").iterdir()) == names


def test_a_lock_file_that_is_in_git_counts(project: Path) -> None:
    lock = project / "cdktf.out" / "stacks" / "staging-accounts" / ".terraform.lock.hcl"
    lock.write_text("# one\n")
    git(project, "add", "-f", str(lock))
    git(project, "commit", "-qm", "Say which provider")
    assert concerned(project, "HEAD") == {}

    lock.write_text("# another\n")

    assert concerned(project, "HEAD") == {"accounts": "changed"}


def test_a_plan_is_of_what_is_concerned_and_of_what_was_named(project: Path) -> None:
    edit(project, "teams.yaml", 'cost_center: "4711"', 'cost_center: "4799"')
    program = (
        "import sys, main\n"
        "from modules.commands import deploy, ready\n"
        "ready.require_credentials = lambda zone: None\n"
        "def plan(output, name, workspaces, **_):\n"
        "    print('PLANNED', *workspaces)\n"
        "    sys.exit(7)\n"
        "deploy.planning.plan = plan\n"
        "main.main()\n"
    )

    def planned(*arguments: str) -> tuple[int, str]:
        line = [sys.executable, "-c", program, "plan", "staging", *arguments]
        done = subprocess.run(line, cwd=project, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    code, told = planned("--affected-since", "before", "account-*-dev", "account-log-archive")
    assert code == 7, told
    assert told.split("PLANNED")[1].split() == ["staging-account-fraud-dev"]

    code, told = planned("--affected-since", "before", "account-log-archive")
    assert code == 0
    assert "Nothing of staging that was asked for is concerned" in told


def never(folder: Path) -> None:
    pytest.fail(f"{folder} is made a second time")


class TestKept:
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(kept_bases, "FOLDER", tmp_path / "bases")
        return tmp_path / "bases"

    def key(self, number: int) -> str:
        return f"{number:064x}"

    def make(self, path: Path) -> None:
        (path / "whole").write_text("yes")

    def test_is_made_once(self) -> None:
        calls: list[Path] = []

        def make(path: Path) -> None:
            calls.append(path)
            self.make(path)

        for _ in range(2):
            with kept(self.key(1), make) as folder:
                assert (folder / "whole").read_text() == "yes"
        assert len(calls) == 1

    def test_is_not_kept_where_making_it_fails(self, folder: Path) -> None:
        def fail(path: Path) -> None:
            self.make(path)
            raise ValueError("no")

        with pytest.raises(ValueError, match="no"), kept(self.key(1), fail):
            pass

        assert [path.name for path in folder.iterdir()] == ["lock"]

    def test_what_a_killed_process_left_is_removed_and_made_anew(self, folder: Path) -> None:
        program = (
            "import os, signal, sys\n"
            "from pathlib import Path\n"
            "from modules.commands import kept_bases\n"
            "kept_bases.FOLDER = Path(sys.argv[1])\n"
            "def make(path):\n"
            "    (path / 'half').write_text('no')\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
            "with kept_bases.kept('0' * 63 + '1', make):\n"
            "    pass\n"
        )
        done = subprocess.run([sys.executable, "-c", program, str(folder)], check=False)
        assert done.returncode == -signal.SIGKILL
        assert (folder / f"{self.key(1)}.draft" / "half").exists()

        with kept(self.key(2), self.make):
            pass

        assert sorted(path.name for path in folder.iterdir()) == [self.key(2), "lock"]

    def test_is_made_by_one_process_while_another_waits(self) -> None:
        begun, go_on = threading.Event(), threading.Event()
        seen: list[str] = []

        def slowly(path: Path) -> None:
            begun.set()
            go_on.wait(30)
            self.make(path)

        def first() -> None:
            with kept(self.key(1), slowly):
                seen.append("first")

        def second() -> None:
            with kept(self.key(1), never):
                seen.append("second")

        threads = [threading.Thread(target=first), threading.Thread(target=second)]
        threads[0].start()
        begun.wait(30)
        threads[1].start()
        go_on.set()
        for thread in threads:
            thread.join(30)

        assert seen == ["first", "second"]

    def test_is_bounded_and_forgets_what_was_asked_for_longest_ago(self, folder: Path) -> None:
        for number in range(kept_bases.MOST):
            with kept(self.key(number), self.make) as path:
                os.utime(path, (number, number))
        with kept(self.key(0), never):
            pass
        with kept(self.key(99), self.make):
            pass

        names = {path.name for path in folder.iterdir()} - {"lock"}
        assert len(names) == kept_bases.MOST
        assert self.key(0) in names
        assert self.key(1) not in names

    def test_is_forgotten_and_what_others_left_is_named(self, folder: Path) -> None:
        with kept(self.key(1), self.make):
            pass
        (folder / "note").write_text("mine")

        assert forget_kept() == [folder / "note"]
        assert not (folder / self.key(1)).exists()

        (folder / "note").unlink()
        assert forget_kept() == []
        assert not folder.exists()
