"""The page as it is committed. Nothing is measured here; what makes the page stale, and costs nothing, is noticed.

Not noticed is a change of the emulator that breaks a type. Whoever changes a service measures its configurations
(`python -m tests.emulator.coverage <name>`).
"""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest

from modules.environment import PROJECT
from tests.emulator.coverage.configuration import configurations_digest, read_configurations
from tests.emulator.coverage.page import PAGE, read_gaps

LEAST_TYPES = 215
LEAST_PASSING = 0.97
PASSING = "yes | yes | yes"
OLDEST_PROVIDER, FIRST_PROVIDER_BEYOND = (5, 100, 0), (7, 0, 0)
_ROW = re.compile(r"^\| `(?P<type>\w+)` \| (?P<steps>\S+ \| \S+ \| \S+) \| (?P<reason>.*?) ?\|$", re.MULTILINE)
_RENEW = "run `make emulator-coverage`, and commit the page"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text()


@pytest.fixture(scope="module")
def rows(page: str) -> dict[str, re.Match[str]]:
    return {row["type"]: row for row in _ROW.finditer(page)}


PLANNED_ONLY = {"aws_cloudcontrolapi_resource"}
"""The emulator has no Cloud Control API: a preview plans the kinds of policy that are made by it."""


class TestRows:
    def test_are_exactly_the_types_of_the_configurations(self, rows: dict[str, re.Match[str]]) -> None:
        assert set(rows) == {type_ for configuration in read_configurations() for type_ in configuration.types}, _RENEW

    def test_are_many_and_nearly_all_pass(self, rows: dict[str, re.Match[str]]) -> None:
        passing = [type_ for type_, row in rows.items() if row["steps"] == PASSING]

        assert len(rows) >= LEAST_TYPES
        assert len(passing) >= LEAST_PASSING * len(rows)

    def test_that_fail_are_the_known_gaps_each_with_its_reason(self, rows: dict[str, re.Match[str]]) -> None:
        failing = {type_: row["reason"] for type_, row in rows.items() if row["steps"] != PASSING}

        assert failing == read_gaps()

    def test_add_up_to_the_totals_that_are_stated(self, page: str, rows: dict[str, re.Match[str]]) -> None:
        passing = sum(row["steps"] == PASSING for row in rows.values())

        assert f"**{passing} of {len(rows)} types pass ({100 * passing / len(rows):.1f} %).**" in page

    def test_include_every_type_that_the_rooms_import(self, rows: dict[str, re.Match[str]]) -> None:
        rooms = "\n".join(path.read_text() for path in (PROJECT / "modules").rglob("*.py"))
        imported = set(re.findall(r"^from cdktf_cdktf_provider_aws\.(\w+) import", rooms, re.MULTILINE))
        named = {name.replace("route53_profiles_", "route53profiles_") for name in imported}  # as cdktf spells it
        resources = {f"aws_{name}" for name in named if name != "provider" and not name.startswith("data_aws_")}

        assert resources
        assert resources - PLANNED_ONLY <= set(rows), (
            "add a configuration to tests/emulator/coverage/configurations; then " + _RENEW
        )


class TestWhatWasMeasured:
    def test_is_a_provider_in_the_range_of_the_workspaces(self, page: str) -> None:
        named = re.search(r"AWS provider (\d+)\.(\d+)\.(\d+)", page)

        assert named
        assert OLDEST_PROVIDER <= tuple(map(int, named.groups())) < FIRST_PROVIDER_BEYOND

    def test_is_the_moto_that_is_installed(self, page: str) -> None:
        assert f"moto {version('moto')}" in page, _RENEW

    def test_is_the_configurations_as_they_are(self, page: str) -> None:
        assert f"`{configurations_digest()}`" in page, _RENEW


@pytest.mark.parametrize("path", ["README.md", "docs/explanation/architecture.md", "CONTRIBUTING.md"])
def test_readers_are_led_to_it(path: str) -> None:
    document = PROJECT / path
    links = re.findall(r"\]\(([^)#]+)", document.read_text())

    assert PAGE in [(document.parent / link).resolve() for link in links if "://" not in link]
