"""Unpacking what was uploaded: all of it, below its folder, and no more than a workspace can be."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from modules.run_task import uploaded_workspace
from modules.run_task.uploaded_workspace import unpack
from modules.specification.errors import LandingZoneError
from modules.synthesized.manifest import read_manifest
from tests.run_task.requests_of_hcp import archive

_REFUSED = "must be a gzipped tar file"


def test_is_an_output_folder_with_the_workspace(tmp_path: Path) -> None:
    unpack(archive({"cdk.tf.json": "{}", "modules/queue/cdk.tf.json": "[]"}), "test-accounts", tmp_path)
    (workspace,) = read_manifest(tmp_path).values()
    assert workspace.id == "test-accounts"
    assert (workspace.folder / "modules/queue/cdk.tf.json").read_text() == "[]"


def _link(target: str) -> tarfile.TarInfo:
    link = tarfile.TarInfo("link")
    link.type, link.linkname = tarfile.SYMTYPE, target
    return link


def _device() -> tarfile.TarInfo:
    device = tarfile.TarInfo("device")
    device.type = tarfile.CHRTYPE
    return device


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"no archive",
        archive({"cdk.tf.json": "{}"})[:-20],
        archive({"../outside": "x"}),
        archive({"link": _link("/etc")}),
        archive({"link": _link("../../outside")}),
        archive({"device": _device()}),
    ],
    ids=["empty", "text", "cut", "above", "link to a root", "link above", "device"],
)
def test_refuses_what_leads_out_of_its_folder_or_is_no_archive(packed: bytes, tmp_path: Path) -> None:
    with pytest.raises(LandingZoneError, match=_REFUSED):
        unpack(packed, "test-accounts", tmp_path / "output")
    assert not list(tmp_path.rglob("*outside*"))


@pytest.mark.parametrize(("limit", "value"), [("_MOST_FILES", 1), ("_MOST_BYTES", 3)])
def test_refuses_more_than_a_workspace_can_be(
    limit: str, value: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploaded_workspace, limit, value)
    with pytest.raises(LandingZoneError, match="a configuration must have at most"):
        unpack(archive({"a.tf": "ab", "b.tf": "cd"}), "test-accounts", tmp_path / "output")
