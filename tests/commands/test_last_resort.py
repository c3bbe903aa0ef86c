"""What no command handles itself: told in words, with a log, and never as a traceback on the terminal."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands.test_main import run
from tests.support.project import copy_project
from tests.support.waiting import wait_until
from tests.workspaces.test_output_folder import texts

READS = (
    "validate staging",
    "guardrails list staging",
    "validate nowhere",
    "nothing-like-it",
    "--help",
)
"""Commands that only read, and take no time: one that says a line, one with a table, two refused ones, help."""

FULL = "standard output could not be written: No space left on device\n"
PROGRAM = """
import errno, os
from modules.commands import last_resort
def app():
    print("begun")
    {}
last_resort.run(app)
"""
LOG = r"its log is (logs/error-\d{8}T\d{6}Z-\d+\.log)"


def shell(project: Path, command: str, redirected: str) -> tuple[int, str]:
    """Run a command with its streams redirected; return its exit code and what it wrote to standard error."""
    script = f"'{sys.executable}' main.py {command} {redirected}"
    done = subprocess.run(
        ["bash", "-c", f"{script}; exit ${{PIPESTATUS[0]}}"], cwd=project, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stderr


def failing(project: Path, statement: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(statement)], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.stdout == "begun\n"
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy of the project, for tests that do not spoil it."""
    return copy_project(tmp_path_factory.mktemp("checkout"))


class TestStandardOutput:
    @pytest.mark.parametrize("command", READS)
    def test_that_is_full_is_told_of_and_one_that_is_closed_or_not_read_changes_no_exit_code(
        self, checkout: Path, command: str
    ) -> None:
        code, said = shell(checkout, command, ">/dev/null")

        assert shell(checkout, command, ">&-") == (code, said)
        assert shell(checkout, command, "| true") == (code, said)
        assert shell(checkout, command, "2>&-") == (code, "")
        assert shell(checkout, command, "2>/dev/full") == (code, "")
        assert shell(checkout, command, ">/dev/full") == ((1, FULL) if code == 0 else (code, said))

    def test_that_is_closed_is_no_place_for_another_file(self, checkout: Path) -> None:
        """The lock would be opened in its place, and get what is printed."""
        assert shell(checkout, "synth staging", ">&- 2>&- <&-") == (0, "")
        assert (checkout / ".cdktf.out.lock").read_text().isdigit()


class TestErrorOfTheSystem:
    def test_is_told_with_a_remedy_and_the_whole_of_it_is_in_a_log(self, project: Path) -> None:
        done = failing(project, 'raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "cdktf.out/manifest.json")')

        log = re.search(LOG, done.stderr)
        assert log
        assert done.returncode == 1
        assert done.stderr == (
            "the system refused to read or write\n"
            "  got: No space left on device: cdktf.out/manifest.json\n"
            f"  why: the command could not go on; its log is {log[1]}\n"
            "  fix: make room, and run the command again\n"
        )
        assert "Traceback" in (project / log[1]).read_text()

    def test_of_a_pipe_of_our_own_is_told_as_well(self, project: Path) -> None:
        """Click takes every broken pipe for standard output's, and says nothing."""
        done = failing(
            project,
            "import typer; typer.run(lambda: os.write(os.pipe()[1], b'') or _broken())".replace(
                "_broken()", "(_ for _ in ()).throw(BrokenPipeError(errno.EPIPE, 'Broken pipe'))"
            ),
        )
        assert done.returncode == 1
        assert "  got: Broken pipe\n" in done.stderr

    def test_of_node_is_told_as_well(self, project: Path) -> None:
        """CDKTF writes by Node, which puts the reason into a text."""
        done = failing(project, 'raise RuntimeError("Error: ENOSPC: no space left on device, write\\n    at fs.js")')
        assert done.returncode == 1
        assert "  got: No space left on device\n" in done.stderr
        assert "  fix: make room, and run the command again\n" in done.stderr

    def test_of_node_is_told_with_its_place(self, project: Path) -> None:
        """Whichever it is: Node calls them all by their codes."""
        text = "Error: ENOTDIR: not a directory, mkdtemp '/dev/null/jsii-kernel-XXXXXX'"
        done = failing(project, f'raise RuntimeError("{text}")')
        assert done.returncode == 1
        assert "  got: Not a directory: /dev/null/jsii-kernel-XXXXXX\n" in done.stderr

    def test_may_name_a_place_that_the_locale_cannot_write(self, project: Path) -> None:
        done = failing(project, 'raise OSError(errno.EIO, os.strerror(errno.EIO), "\\udcc3")')
        assert done.returncode == 1
        assert "  got: Input/output error: \\udcc3\n" in done.stderr
        assert "\\udcc3" in (project / re.findall(LOG, done.stderr)[0]).read_text()

    def test_needs_no_log(self, project: Path) -> None:
        (project / "logs").write_text("in the way")
        done = failing(project, 'raise PermissionError(errno.EACCES, "Permission denied", "environments")')
        assert done.returncode == 1
        assert done.stderr == (
            "the system refused to read or write\n"
            "  got: Permission denied: environments\n"
            "  why: the command could not go on; its log could not be written either (File exists)\n"
            "  fix: get permission for it, or work in a checkout of your own\n"
        )

    def test_while_a_page_is_written_leaves_the_old_pages(self, project: Path) -> None:
        assert run(project, "schema").returncode == 0
        (project / "docs" / "reference" / "access.md").write_text("old")
        before = texts(project / "docs")

        done = subprocess.run(
            [sys.executable, "main.py", "schema"],
            cwd=project,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)),
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 1
        assert f"  got: File too large: {project}/docs/reference/access.md\n" in done.stderr
        assert "  fix: allow larger files (ulimit -f), and run the command again\n" in done.stderr
        assert texts(project / "docs") == before


class TestFaultOfTheProgram:
    def test_is_told_with_its_log_and_what_to_do(self, project: Path) -> None:
        done = failing(project, 'raise KeyError("a\\nb")')

        log = re.search(LOG, done.stderr)
        assert log
        assert done.returncode == 70
        assert done.stderr == (
            "the command failed in a way that is a fault of this program\n"
            "  got: KeyError: 'a\\nb' (<string>:6)\n"
            f"  why: its log is {log[1]}\n"
            "  fix: report it to whoever maintains this project, with the log and the YAML; "
            "what was applied is in the state, and the command may be run again\n"
        )
        assert "KeyError: 'a\\nb'" in (project / log[1]).read_text()

    def test_is_found_by_the_real_entry_point(self, project: Path) -> None:
        (project / "modules" / "commands" / "validate.py").write_text("raise RuntimeError('planted')")
        done = run(project, "validate", "staging")
        assert done.returncode == 70
        assert "  got: RuntimeError: planted (validate.py:1)\n" in done.stderr
        assert "Traceback" not in done.stderr


class TestInterruption:
    @pytest.mark.parametrize("statement", ["raise KeyboardInterrupt", "raise SystemExit(130)"])
    def test_is_one_line(self, project: Path, statement: str) -> None:
        done = failing(project, statement)
        assert done.returncode == 130
        assert done.stderr == "interrupted; run the command again to go on\n"

    @pytest.mark.parametrize("seconds", [0, 1, 2.5])
    def test_of_a_synthesis_and_its_node_is_one_line_and_leaves_no_traceback(
        self, project: Path, seconds: float
    ) -> None:
        with subprocess.Popen(
            [sys.executable, "main.py", "synth"], cwd=project, start_new_session=True, stderr=subprocess.PIPE, text=True
        ) as process:
            wait_until((project / ".cdktf.out.lock").exists)
            time.sleep(seconds)
            os.killpg(process.pid, signal.SIGINT)
            _, said = process.communicate()

        assert process.returncode in {0, 130}
        assert "Traceback" not in said
        assert process.returncode == 0 or "interrupted; run the command again to go on\n" in said

    def test_while_python_imports_is_silent(self, project: Path) -> None:
        (project / "modules" / "commands" / "verbs" / "network.py").write_text(
            "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(60)\n"
        )
        done = run(project, "validate")
        assert (done.returncode, done.stderr) == (-signal.SIGINT, "")


@pytest.mark.parametrize("spoil", [shutil.rmtree, lambda path: [*map(shutil.rmtree, path.iterdir())]])
def test_a_project_without_environments_is_refused(project: Path, spoil: object) -> None:
    assert callable(spoil)
    spoil(project / "environments")

    for verb in ("validate", "synth", "check"):
        refused = run(project, verb)
        assert refused.returncode == 1
        assert refused.stderr == (
            "there must be an environment\n"
            "  got: no folder with YAML files in environments/\n"
            "  why: an environment is one organization, and says all that is made\n"
            "  fix: bring its folder back, or make one (docs/how-to/add-an-environment.md)\n"
        )
    assert not (project / "cdktf.out").exists()
