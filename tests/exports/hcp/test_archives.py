"""What is uploaded to HCP Terraform: everything, and the same bytes each time."""

from __future__ import annotations

import io
import tarfile

from modules.exports.hcp.archives import archive

_FILES = {"cdk.tf.json": b"{}", "modules/a/cdk.tf.json": b"[]" * 100_000}


def test_has_every_file_with_its_content() -> None:
    with tarfile.open(fileobj=io.BytesIO(archive(_FILES)), mode="r:gz") as packed:
        files = {member.name: packed.extractfile(member) for member in packed.getmembers()}
        assert {name: file.read() for name, file in files.items() if file} == _FILES


def test_the_same_files_give_the_same_bytes_in_whichever_order() -> None:
    assert archive(_FILES) == archive(dict(reversed(_FILES.items())))


def test_says_nothing_of_who_packed_it_and_when() -> None:
    with tarfile.open(fileobj=io.BytesIO(archive(_FILES)), mode="r:gz") as packed:
        assert {(each.uid, each.gid, each.uname, each.gname, each.mtime, each.mode) for each in packed} == {
            (0, 0, "", "", 0, 0o644)
        }
    assert archive(_FILES)[4:8] == bytes(4)  # gzip's own time (RFC 1952)
