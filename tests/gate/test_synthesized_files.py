from __future__ import annotations

from pathlib import Path, PurePosixPath

from modules.gate.synthesized_files import distinct, read, workspaces
from tests.gate.synthesized import write_output

OLD = {"resource": {"aws_kms_key": {"a": {"description": "old"}}}}
NEW = {"resource": {"aws_kms_key": {"a": {"description": "new"}}}}


def _kept(tmp_path: Path, first: str = "") -> list[PurePosixPath]:
    files = {
        "a-team/modules/baseline/cdk.tf.json": OLD,
        "b-management/modules/baseline/cdk.tf.json": OLD,
        "c-team/modules/baseline/cdk.tf.json": NEW,
        "c-team/modules/renamed/cdk.tf.json": NEW,
    }
    outdir = write_output(tmp_path, files)
    kept = distinct(read(outdir, workspaces(outdir)), first=lambda workspace: workspace == first)
    return [file.path.relative_to("stacks").parent for file in kept]


def test_a_module_is_kept_once_for_each_content_and_name(tmp_path: Path) -> None:
    assert _kept(tmp_path) == [
        PurePosixPath("a-team/modules/baseline"),
        PurePosixPath("c-team/modules/baseline"),
        PurePosixPath("c-team/modules/renamed"),
    ]


def test_the_copy_that_is_kept_is_of_the_workspace_that_comes_first(tmp_path: Path) -> None:
    assert PurePosixPath("b-management/modules/baseline") in _kept(tmp_path, first="b-management")


def test_workspaces_are_never_merged(tmp_path: Path) -> None:
    outdir = write_output(tmp_path, {"a/cdk.tf.json": OLD, "b/cdk.tf.json": OLD})

    assert len(distinct(read(outdir, workspaces(outdir)), first=lambda _: False)) == 2
