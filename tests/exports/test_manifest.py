"""What an export notes: its own, of the same environments, or a refusal."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from modules.exports.manifest import ExportManifest
from modules.specification.errors import LandingZoneError

_STAGING = ExportManifest(export="test", environments=["staging"])


def test_what_is_needed_no_more_is_removed(tmp_path: Path) -> None:
    _STAGING.replace(tmp_path, {"a": b"1", "b/c": b"2"})
    assert _STAGING.replace(tmp_path, {"a": b"1"}) == (["landing-zone-test.json"], ["b/c"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "landing-zone-test.json"]


def test_two_exports_to_one_folder_leave_each_other_alone(tmp_path: Path) -> None:
    _STAGING.replace(tmp_path, {"a": b"1"})
    other = ExportManifest(export="other", environments=["staging"])
    other.replace(tmp_path, {"b": b"2"})
    other.replace(tmp_path, {})
    assert (tmp_path / "a").exists()
    with pytest.raises(LandingZoneError, match="somebody else's file"):
        other.replace(tmp_path, {"a": b"1!"})


def test_other_environments_are_refused(tmp_path: Path) -> None:
    _STAGING.replace(tmp_path, {"a": b"1"})
    with pytest.raises(LandingZoneError, match="the same environments"):
        ExportManifest(export="test", environments=["staging", "production"]).replace(tmp_path, {})
    assert (tmp_path / "a").exists()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"writer": "other", "environments": ["staging"], "files": {}}'])
def test_what_no_export_wrote_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "landing-zone-test.json").write_text(content)
    with pytest.raises(LandingZoneError, match="must be what the last export wrote"):
        _STAGING.replace(tmp_path, {"a": b"1"})


@pytest.mark.parametrize("path", ["../outside", "/outside", "a/../../outside"])
def test_what_is_listed_elsewhere_is_refused_and_stays(tmp_path: Path, path: str) -> None:
    folder, outside = tmp_path / "to", tmp_path / "outside"
    outside.write_bytes(b"1")
    folder.mkdir()
    files = {path: sha256(b"1").hexdigest()}
    content = {"writer": "ml-landing-zone", "environments": ["staging"], "files": files}
    (folder / "landing-zone-test.json").write_text(json.dumps(content))
    with pytest.raises(LandingZoneError, match="is no path below the folder"):
        _STAGING.replace(folder, {})
    assert outside.exists()
