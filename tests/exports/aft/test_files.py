"""Files that are the same in every export: nothing is lost on the way to AFT's pipeline, and Terraform takes them."""

from __future__ import annotations

import json
import re
import subprocess

from modules.exports.aft.root_files import FILES
from tests.exports.aft.bench import Bench


def test_git_drops_nothing_of_what_is_exported(bench: Bench) -> None:
    bench.export()
    for repository in bench.to.glob("aft-*/"):
        if repository.name == "aft-invoke":
            continue
        subprocess.run(["git", "init", "-q", str(repository)], check=True)
        files = {
            path.relative_to(repository).as_posix()
            for path in repository.rglob("*")
            if path.is_file() and ".git/" not in f"{path.relative_to(repository)}/"
        }
        command = ["git", "-C", str(repository), "ls-files", "--others", "--exclude-standard"]
        listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        assert set(listed) == files


def test_git_leaves_out_what_the_pipeline_makes() -> None:
    ignored = (FILES / "root" / "gitignore").read_text().splitlines()
    assert {".terraform/", "*.tfstate", "aft-venv/", "api-helpers-venv/", "aws-aft-core-framework/"} <= set(ignored)


def test_providers_are_required_once_in_each_root_module(bench: Bench) -> None:
    bench.export()
    roots = [path for path in bench.to.glob("aft-*/**/terraform") if "modules" not in path.parts]
    assert len(roots) == 5
    for root in roots:
        texts = [path.read_text() for path in root.iterdir() if path.is_file()]
        assert sum(text.count("required_providers") for text in texts) == 1
        assert ">= 6.0.0, < 7.0.0" in (root / "versions.tf").read_text()


def test_no_generated_document_has_a_backend_a_provider_or_an_empty_block(bench: Bench) -> None:
    bench.export()
    for path in bench.to.glob("aft-*customizations/**/terraform/cdk.tf.json"):
        document = json.loads(path.read_text())
        assert not document.keys() & {"terraform", "provider", "//"}
        assert all(document.values())


def test_no_rendered_file_takes_the_place_of_another(bench: Bench) -> None:
    bench.export()
    for path in bench.to.rglob("*.jinja"):
        assert not path.with_suffix(".tf").exists()
        assert path.parent.name == "terraform"  # AFT looks nowhere else


def test_nothing_is_newer_than_terraform_1_6() -> None:
    text = "\n".join(path.read_text() for path in FILES.rglob("*") if path.suffix in {".tf", ".jinja"})
    newer = r"use_lockfile|provider::|templatestring|issensitive|ephemeral|_wo\b|^\s*removed\s*\{"
    assert re.findall(newer, text, re.MULTILINE) == []


def test_the_state_machine_that_aft_starts_cannot_fail() -> None:
    text = (FILES / "provisioning" / "main.tf").read_text()
    assert re.search(r'name\s+= "aft-account-provisioning-customizations"\n', text)
    assert re.search(r'type\s+= "STANDARD"\n', text)
    assert re.findall(r'Type = "(\w+)"', text) == ["Pass"]


def test_the_backend_names_its_role_as_newer_terraform_asks_for() -> None:
    text = (FILES / "root" / "backend.jinja").read_text()
    assert re.search(r"assume_role = \{\n\s+role_arn = ", text)
