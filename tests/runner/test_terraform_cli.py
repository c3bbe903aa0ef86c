from __future__ import annotations

import platform
from pathlib import Path

import pytest

from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.specification.errors import LandingZoneError

ARCHITECTURE = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
BUILD = f"{platform.system().lower()}_{ARCHITECTURE}"


def write_provider(mirror: Path, name: str = "registry.terraform.io/hashicorp/aws", build: str = BUILD) -> Path:
    (mirror / name / "5.100.0" / build).mkdir(parents=True)
    return mirror


def write_terraform(folder: Path, version: str) -> Path:
    folder.mkdir(parents=True)
    terraform = folder / "terraform"
    terraform.write_text(f'#!/bin/sh\necho \'{{"terraform_version": "{version}"}}\'\n')
    terraform.chmod(0o755)
    return terraform


class Machine:
    """A machine in a folder: its home, its system-wide prefixes, the project's tools."""

    def __init__(self, root: Path) -> None:
        self.home, self.cwd, self.prefix, self.tools = (root / name for name in ("home", "cwd", "prefix", ".tools"))
        for folder in (self.home, self.cwd, self.prefix):
            folder.mkdir()

    def environment(self, **base: str) -> dict[str, str]:
        base = {"HOME": str(self.home), "XDG_DATA_DIRS": str(self.prefix / "xdg"), **base}
        return terraform_environment(base, tools=self.tools, cwd=self.cwd, system_prefixes=[self.prefix])

    def configuration(self, **base: str) -> str:
        return Path(self.environment(**base)["TF_CLI_CONFIG_FILE"]).read_text()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


class TestEnvironment:
    def test_terraform_asks_nothing_and_calls_nobody(self, machine: Machine) -> None:
        environ = machine.environment(AWS_PROFILE="me")

        assert environ["AWS_PROFILE"] == "me"
        assert {environ["TF_IN_AUTOMATION"], environ["CHECKPOINT_DISABLE"]} == {"1"}
        assert environ["TF_INPUT"] == "0"

    def test_terraform_tidies_memory_less_often_than_go_does_by_itself(self, machine: Machine) -> None:
        assert int(machine.environment()["GOGC"]) > 100

    def test_how_often_the_user_has_memory_tidied_is_left_alone(self, machine: Machine) -> None:
        assert machine.environment(GOGC="50")["GOGC"] == "50"

    def test_a_configuration_that_the_user_named_is_left_alone(self, machine: Machine) -> None:
        write_provider(machine.prefix / "mirror")
        (machine.home / "mine.tfrc").touch()

        environ = machine.environment(TF_CLI_CONFIG_FILE=str(machine.home / "mine.tfrc"))

        assert environ["TF_CLI_CONFIG_FILE"] == str(machine.home / "mine.tfrc")
        assert "TF_PLUGIN_CACHE_DIR" not in environ
        assert not machine.tools.exists()

    def test_a_configuration_in_the_home_is_left_alone(self, machine: Machine) -> None:
        write_provider(machine.prefix / "mirror")
        (machine.home / ".terraformrc").touch()

        assert "TF_CLI_CONFIG_FILE" not in machine.environment()

    def test_a_variable_that_names_no_file_is_dropped(self, machine: Machine) -> None:
        environ = machine.environment(TF_CLI_CONFIG_FILE=str(machine.home / "gone.tfrc"))

        assert "TF_CLI_CONFIG_FILE" not in environ

    def test_a_variable_that_names_no_file_does_not_hide_a_mirror(self, machine: Machine) -> None:
        mirror = write_provider(machine.prefix / "mirror")

        assert str(mirror) in machine.configuration(TF_CLI_CONFIG_FILE=str(machine.home / "gone.tfrc"))

    @pytest.mark.parametrize(
        "where",
        [
            "cwd/terraform.d/plugins",
            "home/.terraform.d/plugins",
            "home/.local/share/terraform/plugins",
            "prefix/xdg/terraform/plugins",
            "prefix/anything",
        ],
    )
    def test_a_mirror_is_found(self, machine: Machine, where: str) -> None:
        mirror = write_provider(machine.home.parent / where)

        assert f'path    = "{mirror}"' in machine.configuration()

    def test_a_mirror_is_found_in_the_users_own_data_folder(self, machine: Machine) -> None:
        mirror = write_provider(machine.home / "data/terraform/plugins")

        assert str(mirror) in machine.configuration(XDG_DATA_HOME=str(machine.home / "data"))

    def test_terraforms_own_folders_come_first(self, machine: Machine) -> None:
        write_provider(machine.prefix / "mirror")
        implied = write_provider(machine.home / ".terraform.d/plugins")

        assert str(implied) in machine.configuration()

    @pytest.mark.parametrize(
        ("name", "build"),
        [
            ("registry.terraform.io/hashicorp/aws", "plan9_mips"),
            ("registry.terraform.io/hashicorp/random", BUILD),
            ("deeper/registry.terraform.io/hashicorp/aws", BUILD),
        ],
    )
    def test_a_folder_without_the_aws_provider_for_this_machine_is_no_mirror(
        self, machine: Machine, name: str, build: str
    ) -> None:
        write_provider(machine.prefix / "mirror", name, build)

        assert "TF_CLI_CONFIG_FILE" not in machine.environment()

    def test_the_registry_still_serves_what_the_mirror_does_not_have(self, machine: Machine) -> None:
        mirror = write_provider(machine.prefix / "mirror")
        write_provider(mirror, "registry.terraform.io/hashicorp/random")

        text = machine.configuration()

        both = '["registry.terraform.io/hashicorp/aws", "registry.terraform.io/hashicorp/random"]'
        assert text.partition("\n")[2] == (
            "provider_installation {\n"
            f'  filesystem_mirror {{\n    path    = "{mirror}"\n    include = {both}\n  }}\n'
            f"  direct {{\n    exclude = {both}\n  }}\n"
            "}\n"
        )

    def test_the_configuration_is_written_only_when_it_changes(self, machine: Machine) -> None:
        write_provider(machine.prefix / "mirror")
        path = Path(machine.environment()["TF_CLI_CONFIG_FILE"])
        before = path.stat().st_ino

        assert Path(machine.environment()["TF_CLI_CONFIG_FILE"]).stat().st_ino == before
        write_provider(machine.prefix / "mirror", "registry.terraform.io/hashicorp/random")
        assert "hashicorp/random" in machine.configuration()
        assert [file.name for file in machine.tools.iterdir()] == ["terraform.rc"]

    def test_without_a_mirror_providers_are_downloaded_once_for_all(self, machine: Machine) -> None:
        environ = machine.environment()

        assert environ["TF_PLUGIN_CACHE_DIR"] == str(machine.tools / "plugin-cache")
        assert (machine.tools / "plugin-cache").is_dir()
        assert environ["TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE"] == "1"

    def test_the_users_own_plugin_cache_is_kept(self, machine: Machine) -> None:
        assert machine.environment(TF_PLUGIN_CACHE_DIR="mine")["TF_PLUGIN_CACHE_DIR"] == "mine"


class TestFindTerraform:
    def test_the_one_on_path_comes_first(self, tmp_path: Path) -> None:
        on_path = write_terraform(tmp_path / "bin", "1.11.4")
        write_terraform(tmp_path / ".tools" / "terraform", "1.12.0")

        assert find_terraform({"PATH": str(tmp_path / "bin")}, tools=tmp_path / ".tools") == on_path

    def test_else_the_one_that_set_up_installed(self, tmp_path: Path) -> None:
        installed = write_terraform(tmp_path / ".tools" / "terraform", "1.6.0")

        assert find_terraform({"PATH": str(tmp_path)}, tools=tmp_path / ".tools") == installed

    def test_none_at_all_says_what_to_do(self, tmp_path: Path) -> None:
        with pytest.raises(LandingZoneError) as caught:
            find_terraform({"PATH": str(tmp_path)}, tools=tmp_path / ".tools")

        assert str(caught.value) == (
            "Terraform is not installed\n"
            "  got: no `terraform` on PATH and none in .tools/terraform\n"
            "  why: plan, deploy, preview and check run the real Terraform\n"
            "  fix: run `python3 scripts/setup.py`, which installs one, or put Terraform 1.6 or newer on PATH"
        )

    def test_an_old_one_is_refused(self, tmp_path: Path) -> None:
        write_terraform(tmp_path / "bin", "1.5.7")

        with pytest.raises(LandingZoneError, match=r"is version 1\.5\.7"):
            find_terraform({"PATH": str(tmp_path / "bin")}, tools=tmp_path)

    def test_a_prerelease_counts_as_its_release(self, tmp_path: Path) -> None:
        found = write_terraform(tmp_path / "bin", "1.13.0-beta1")

        assert find_terraform({"PATH": str(tmp_path / "bin")}, tools=tmp_path) == found

    def test_one_that_does_not_run_is_refused(self, tmp_path: Path) -> None:
        broken = write_terraform(tmp_path / "bin", "1.11.4")
        broken.write_text("#!/bin/sh\nexit 3\n")

        with pytest.raises(LandingZoneError, match="Terraform does not run"):
            find_terraform({"PATH": str(tmp_path / "bin")}, tools=tmp_path)
