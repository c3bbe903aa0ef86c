"""AFT's four repositories, as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from modules.exports.aft.delivered import Delivered
from modules.exports.aft.records import hashed
from modules.exports.aft.requests import AccountRequest, request_file, request_file_name, request_module
from modules.exports.aft.root_files import file, root_files
from modules.exports.aft.root_modules import account_root, global_root

REQUESTS = "aft-account-request"
GLOBAL = "aft-global-customizations"
ACCOUNT = "aft-account-customizations"
PROVISIONING = "aft-account-provisioning-customizations"

OF_ALL = ""
"""What stands for the global customizations where folders are named."""

_APPLIED = "terraform/"

Files = Mapping[str, str]
"""Text by path."""


@dataclass(frozen=True, slots=True)
class Customizations:
    """What AFT applies to accounts."""

    of_all: Files
    """Global customizations."""
    folders: Mapping[str, Files]
    """Account customizations, by the name of the folder."""
    calls: Mapping[str, tuple[str, ...]]
    """The modules that each folder calls, by its name; those of the global customizations as `OF_ALL`."""

    def blueprint(self, folder: str) -> str:
        """Return the hash of all that AFT applies to accounts of a folder; of a missing one, of what all have."""
        own = self.folders.get(folder, {})
        applied = [(path, text) for files in (self.of_all, own) for path, text in sorted(files.items())]
        return hashed(part for pair in applied if pair[0].startswith(_APPLIED) for part in pair)


def customizations(environment: str, delivered: Delivered, names: Mapping[str, str], policies: Path) -> Customizations:
    """Return the customizations of an environment.

    Args:
        environment: Its name.
        delivered: What AFT delivers.
        names: The folder of each shape, by the shape's name.
        policies: The folder of checkov's checks and of accepted findings.

    Raises:
        LandingZoneError: shapes do not have the same baseline, or something refers to what AFT's pipeline lacks.

    """
    root_of_all = global_root(environment, delivered.shapes.values())
    roots = {names[name]: account_root(environment, shape) for name, shape in sorted(delivered.shapes.items())}
    folders = {name: root_files(root, policies) for name, root in roots.items()}
    calls = {name: root.calls for name, root in sorted({OF_ALL: root_of_all, **roots}.items())}
    return Customizations(root_files(root_of_all, policies), folders, calls)


def repository_files(environment: str, requests: Iterable[AccountRequest], applied: Customizations) -> dict[str, str]:
    """Return every file of the four repositories, by its path below the folder that has them.

    Args:
        environment: The environment's name.
        requests: What AFT is asked for.
        applied: What it applies.

    """
    repositories = {
        REQUESTS: {**_own_root(), **request_module(), **dict(request_file(each, environment) for each in requests)},
        GLOBAL: applied.of_all,
        ACCOUNT: {f"{name}/{path}": text for name, files in applied.folders.items() for path, text in files.items()},
        PROVISIONING: {**_own_root(), "terraform/main.tf": file("provisioning/main.tf")},
    }
    ignored = {f"{repository}/.gitignore": file("root/gitignore") for repository in repositories}
    written = {f"{name}/{path}": text for name, files in repositories.items() for path, text in files.items()}
    return {**ignored, **written}


def request_path(request: AccountRequest) -> str:
    """Return the path of a request below the folder that has the repositories."""
    return f"{REQUESTS}/{request_file_name(request)}"


def _own_root() -> dict[str, str]:
    """Return the files of a root module that AFT applies in its own management account."""
    return {
        "terraform/aft-providers.jinja": file("root/management-providers.jinja"),
        "terraform/backend.jinja": file("root/backend.jinja"),
        "terraform/versions.tf": file("root/versions.tf"),
    }
