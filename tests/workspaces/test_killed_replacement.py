"""The architecture's promise: `cdktf.out` is replaced when all is right, and then whole. Old or new, never a mix."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from modules.environment import PROJECT
from modules.workspaces.writing.output_folder import Files, replace_output
from tests.workspaces.test_output_folder import without_list

SEED = 7
KILLS = 20
MANY = 50
LONG = "text that takes a while to be written\n" * 200
KEPT = {"stacks/both/.terraform/plugin": "fetched", "stacks/old/terraform.tfvars": "mine"}


def files(name: str, *, count: int = 1) -> Files:
    """Return files that say `name`: in a folder that stays, in one of their own, and at the top."""
    told = name if count == 1 else f"{name} {LONG}"
    return {
        "manifest.json": told,
        "stacks/both/same.json": "the same",
        **{f"stacks/both/{number}.json": told for number in range(count)},
        **{f"stacks/{name}/modules/{number}/cdk.tf.json": told for number in range(count)},
        **{f"stacks/{name}/{number}.json": told for number in range(count)},
    }


def prepared(folder: Path, *, count: int = 1) -> Path:
    output = folder / "cdktf.out"
    replace_output(output, files("old", count=count))
    for path, text in KEPT.items():
        (output / path).parent.mkdir(exist_ok=True)
        (output / path).write_text(text)
    (folder / "new.json").write_text(json.dumps(files("new", count=count)))
    return output


def command(output: Path, *step: int) -> list[str]:
    module = "tests.workspaces.replace_in_a_process"
    return [sys.executable, "-m", module, str(output), str(output.with_name("new.json")), *map(str, step)]


def killed_at(output: Path, step: int) -> bool:
    """Replace the folder in a process that kills itself at a step; say whether it had so many."""
    done = subprocess.run(command(output, step), cwd=PROJECT, check=False)
    assert done.returncode in {0, -signal.SIGKILL}
    return done.returncode != 0


def shown(output: Path, *, count: int = 1) -> str:
    """Name what a reader finds: the old files, the new ones, or no folder; anything else is a failure."""
    found = without_list(output) if output.exists() else {}
    wholes = {"nothing": {}, "old": files("old", count=count) | KEPT, "new": files("new", count=count) | KEPT}
    return next(name for name, whole in wholes.items() if found == whole)


def completed_by_the_next(output: Path, *, count: int = 1) -> None:
    replace_output(output, files("new", count=count))
    assert shown(output, count=count) == "new"
    assert {path.name for path in output.parent.iterdir()} == {"cdktf.out", "new.json"}


def test_killed_at_any_step_and_again_while_it_is_completed_old_or_new_is_there(tmp_path: Path) -> None:
    random_steps = random.Random(SEED)
    seen: list[str] = []
    while killed_at(output := prepared(tmp_path / str(len(seen))), len(seen)):
        seen.append(shown(output))
        killed_at(output, random_steps.randrange(12))
        assert not (seen[-1] == "new" and shown(output) == "old")
        completed_by_the_next(output)

    assert shown(output) == "new"
    assert [name for at, name in enumerate(seen) if name not in seen[:at]] == ["old", "nothing", "new"]


def test_killed_at_any_time_old_or_new_is_there(tmp_path: Path) -> None:
    moments = random.Random(SEED)
    for number in range(KILLS):
        output = prepared(tmp_path / str(number), count=MANY)
        with subprocess.Popen(
            command(output), cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdin
            assert process.stdout
            process.stdout.readline()
            process.stdin.write("go\n")
            process.stdin.flush()
            time.sleep(moments.uniform(0, 0.06))
            os.kill(process.pid, signal.SIGKILL)
        shown(output, count=MANY)
        completed_by_the_next(output, count=MANY)
