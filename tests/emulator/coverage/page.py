"""The reference page: one row for each resource type."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from ruamel.yaml import YAML

from tests.emulator.coverage.configuration import configurations_digest
from tests.emulator.coverage.results import PROJECT
from tests.emulator.coverage.verdict import Measured, Verdict

PAGE = PROJECT / "docs" / "reference" / "emulator-coverage.md"
GAPS = Path(__file__).parent / "known_gaps.yaml"
_WORDS = {True: "yes", False: "no", None: "-"}

_INTRODUCTION = """\
# What the emulator supports

The resource types that the preview's AWS emulator is measured on, written by `make emulator-coverage`. For each, the
real Terraform and the AWS provider {provider} **create** it, plan a second time and must find it **unchanged**, and
**destroy** it, from a configuration in `tests/emulator/coverage/configurations/` (digest `{digest}`), on moto {moto}
with the extensions of `modules/emulator/services/`. `-` means not tried, because of what failed before. An operation
that is not emulated at all fails with `not emulated: <service>.<operation>`.

**{passing} of {total} types pass ({percent:.1f} %).**

| resource type | create | unchanged | destroy | why not |
| --- | --- | --- | --- | --- |
"""


def read_gaps(path: Path = GAPS) -> dict[str, str]:
    """Read which types are known to fail, and why."""
    return dict(YAML(typ="safe").load(path) or {})


def render(verdicts: Mapping[str, Verdict], gaps: Mapping[str, str], *, provider: str) -> str:
    """Write the page. The reason for a gap is in our words where we know it, else in Terraform's."""
    passing = sum(verdict.passes for verdict in verdicts.values())
    introduction = _INTRODUCTION.format(
        provider=provider,
        moto=version("moto"),
        digest=configurations_digest(),
        passing=passing,
        total=len(verdicts),
        percent=100 * passing / max(len(verdicts), 1),
    )
    return introduction + "".join(_row(type_, verdicts[type_], gaps) for type_ in sorted(verdicts))


def surprises(verdicts: Mapping[str, Verdict], gaps: Mapping[str, str]) -> list[str]:
    """List where the measurement and the known gaps differ, in both directions."""
    unknown = [f"{t} fails: {v.reason}" for t, v in sorted(verdicts.items()) if not v.passes and t not in gaps]
    closed = [f"{t} is a known gap, and passes" for t in sorted(gaps) if t in verdicts and verdicts[t].passes]
    gone = [f"{t} is a known gap, and no configuration has it" for t in sorted(gaps) if t not in verdicts]
    return unknown + closed + gone


def _row(type_: str, verdict: Verdict, gaps: Mapping[str, str]) -> str:
    reason = "" if verdict.passes else gaps.get(type_, verdict.reason)
    text = " ".join(reason.replace("|", "\\|").split())
    cells = [f"`{type_}`", _word(verdict.create), _word(verdict.unchanged), _word(verdict.destroy), text]
    return f"| {' | '.join(cells)} |\n"


def _word(measured: Measured) -> str:
    return _WORDS[measured]
