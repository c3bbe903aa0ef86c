from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.runner.schedule import run_in_order
from modules.runner.workspaces import Workspaces, in_order, read_workspaces
from modules.specification.errors import LandingZoneError
from tests.runner.landing_zone_folder import DEPENDENCIES, LandingZoneFolder

Dependencies = Mapping[str, Sequence[str]]


def read(dependencies: Dependencies, folder: Path) -> Workspaces:
    stacks = {
        f"staging-{name}": {
            "workingDirectory": f"stacks/staging-{name}",
            "dependencies": [f"staging-{one}" for one in needed],
        }
        for name, needed in dependencies.items()
    }
    (folder / "manifest.json").write_text(json.dumps({"stacks": stacks}))
    return read_workspaces(folder, "staging")


def selected(tmp_path: Path, *patterns: str) -> list[str]:
    workspaces = read(DEPENDENCIES, tmp_path)
    return [workspaces.short_name(name) for name in in_order(workspaces.select(patterns))]


class TestSelection:
    def test_nothing_selects_everything(self, tmp_path: Path) -> None:
        assert sorted(selected(tmp_path)) == sorted(DEPENDENCIES)

    def test_takes_names_with_and_without_the_environment(self, tmp_path: Path) -> None:
        assert selected(tmp_path, "staging-identity", "accounts") == ["accounts", "identity"]

    def test_takes_globs(self, tmp_path: Path) -> None:
        assert selected(tmp_path, "account-*") == ["account-fraud-dev", "account-network"]

    def test_an_unknown_name_is_refused_with_the_nearest_known(self, tmp_path: Path) -> None:
        with pytest.raises(LandingZoneError) as caught:
            selected(tmp_path, "acounts", "identity", "xyz")

        assert str(caught.value) == (
            "no such workspace in staging\n"
            "  got: acounts, xyz\n"
            "  why: it has account-fraud-dev, account-network, accounts, identity, organization\n"
            "  fix: write `accounts` for `acounts`"
        )

    def test_a_glob_that_matches_nothing_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(LandingZoneError, match="no such workspace in staging"):
            selected(tmp_path, "network-*")

    def test_keeps_the_order_through_a_workspace_that_was_not_selected(self, tmp_path: Path) -> None:
        dependencies = {"a": ["m"], "m": ["z"], "z": []}

        graph = read(dependencies, tmp_path).select(["a", "z"])

        assert in_order(graph) == ["staging-z", "staging-a"]


class TestDependencies:
    def test_come_before_what_is_chosen_and_nothing_else_does(self, tmp_path: Path) -> None:
        workspaces = read(DEPENDENCIES, tmp_path)

        ids = workspaces.with_dependencies(["account-fraud-*", "organization"])

        assert ids == ("staging-organization", "staging-accounts", "staging-account-fraud-dev")

    def test_those_of_dependencies_are_among_them(self, tmp_path: Path) -> None:
        workspaces = read({"a": ["m"], "m": ["z"], "z": [], "other": ["m"]}, tmp_path)

        assert workspaces.with_dependencies(["a"]) == ("staging-z", "staging-m", "staging-a")

    def test_of_a_workspace_that_there_is_not_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(LandingZoneError, match="no such workspace in staging"):
            read(DEPENDENCIES, tmp_path).with_dependencies(["acounts"])


class TestManifest:
    def test_other_environments_are_left_out(self, landing_zone: LandingZoneFolder) -> None:
        manifest = landing_zone.outdir / "manifest.json"
        content = json.loads(manifest.read_text())
        content["stacks"]["production-organization"] = {"workingDirectory": "x", "dependencies": []}
        manifest.write_text(json.dumps(content))

        workspaces = read_workspaces(landing_zone.outdir, "production")

        assert list(workspaces.folders) == ["production-organization"]

    def test_a_folder_that_was_not_synthesized_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(LandingZoneError, match=r"run `python main\.py synth`"):
            read_workspaces(tmp_path, "staging")

    def test_an_environment_that_was_not_synthesized_is_refused(self, landing_zone: LandingZoneFolder) -> None:
        with pytest.raises(LandingZoneError, match="production is not synthesized"):
            read_workspaces(landing_zone.outdir, "production")

    @pytest.mark.parametrize("dependencies", [{"a": ["b"], "b": ["a"]}, {"a": ["missing"]}])
    def test_a_damaged_manifest_is_refused(self, tmp_path: Path, dependencies: Dependencies) -> None:
        with pytest.raises(LandingZoneError, match="depend on a missing one or on each other"):
            read(dependencies, tmp_path)


@st.composite
def acyclic(draw: st.DrawFn) -> dict[str, list[str]]:
    names = draw(st.lists(st.text("abcdef", min_size=1, max_size=3), unique=True, min_size=1, max_size=8))
    return {
        name: draw(st.lists(st.sampled_from(names[:at]), unique=True)) if at else [] for at, name in enumerate(names)
    }


@given(acyclic(), st.data())
def test_whatever_is_selected_runs_once_and_after_all_that_it_needs(
    dependencies: Dependencies, data: st.DataObject
) -> None:
    chosen = data.draw(st.sets(st.sampled_from(sorted(dependencies)), min_size=1))
    with tempfile.TemporaryDirectory() as folder:
        workspaces = read(dependencies, Path(folder))
    began: list[str] = []

    def settle(workspace: str, results: Mapping[str, str]) -> str:
        assert needed_of(workspace) & {f"staging-{one}" for one in chosen} <= set(results)
        began.append(workspace)
        return workspace

    def needed_of(workspace: str) -> set[str]:
        direct = {f"staging-{one}" for one in dependencies[workspaces.short_name(workspace)]}
        return direct.union(*map(needed_of, direct))

    run_in_order(
        workspaces.select(sorted(chosen)), settle=settle, work=lambda name, _: name, parallel=2, tick=lambda: None
    )
    assert sorted(began) == sorted(f"staging-{one}" for one in chosen)
