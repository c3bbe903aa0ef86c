"""`python -m tests.integration.three_ways [--only WAY...] [--workspaces NAME...] [--folder DIR]`.

Deploys staging in each way, and compares what they leave with what the first one does: what the states manage, with
which attributes, and what exists in the emulator. Ends with 0 where all of it is the same, else with 1, and names what
is not. What a way has left is kept in its folder, and not deployed again by a later call with the same `--folder`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from tests.integration.three_ways.commands import CommandFailedError
from tests.integration.three_ways.comparison import compare
from tests.integration.three_ways.left import Left
from tests.integration.three_ways.ways import WAYS

_tell = partial(print, flush=True)
_LEFT = "left.json"
_SECONDS_IN_A_MINUTE = 60


def main() -> int:
    """Deploy, compare, and tell what came of it."""
    parser = argparse.ArgumentParser(prog="three_ways", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=list(WAYS), default=list(WAYS), help="deploy in these ways now")
    parser.add_argument("--workspaces", nargs="+", default=[], help="names or globs; with all that they depend on")
    parser.add_argument("--folder", type=Path, help="where to work, and where what was left before is")
    arguments = parser.parse_args()
    folder = (arguments.folder or Path(tempfile.mkdtemp(prefix="three-ways-"))).absolute()
    _tell(f"working in {folder}")
    failed = [way for way in arguments.only if not _is_deployed(way, folder / way, arguments.workspaces)]
    left = {way: Left.read(folder / way / _LEFT) for way in WAYS if (folder / way / _LEFT).exists()}
    differences = _differences(left)
    _tell(f"{', '.join(left)}: {differences} differences" if left else "nothing to compare")
    return 1 if failed or differences else 0


def _is_deployed(way: str, folder: Path, workspaces: list[str]) -> bool:
    """Deploy in a way, where that was not done before; whether that succeeded."""
    kept = folder / _LEFT
    if kept.exists():
        return True
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    began = time.monotonic()
    try:
        left = WAYS[way](folder, workspaces, lambda line: _tell(f"{way:5} {line}"))
    except CommandFailedError as error:
        _tell(f"{way:5} {error}")
        return False
    left.write(kept)
    minutes = (time.monotonic() - began) / _SECONDS_IN_A_MINUTE
    _tell(f"{way:5} deployed {len(left.states)} workspaces in {minutes:.0f} minutes")
    return True


def _differences(left: dict[str, Left]) -> int:
    """Compare each with the first, tell the differences, and count them."""
    if not left:
        return 0
    first, *others = left
    count = 0
    for way in others:
        comparison = compare(left[first], left[way])
        for difference in comparison.differences:
            _tell(f"{first} and {way}: {difference}")
        _tell(
            f"{first} and {way}: {comparison.workspaces} workspaces, {comparison.resources} resources, "
            f"{comparison.attributes} attributes ({comparison.made_up} the same but for what AWS makes up), "
            f"{comparison.things} things in AWS: {len(comparison.differences)} differences"
        )
        count += len(comparison.differences)
    return count


if __name__ == "__main__":
    sys.exit(main())
