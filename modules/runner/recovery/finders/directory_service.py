"""AWS Directory Service: directories by their domain names, and those that are shared by whom they are shared with."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import Clients, Values, items

_OF_SHARES = "SharedMicrosoftAD"


def _directories(clients: Clients, values: Values) -> list[str]:
    """Find directories of our own: of another's that is shared with the account there is an accepter."""
    found = items(clients("ds"), "describe_directories", "DirectoryDescriptions")
    own = [directory for directory in found if directory["Type"] != _OF_SHARES]
    return [directory["DirectoryId"] for directory in own if directory["Name"] == values["name"]]


def _shared(clients: Clients, values: Values) -> list[str]:
    """Find what is shared with an account: a directory is shared with it once."""
    directory_id = values.get("directory_id")
    if not directory_id:
        return []  # known only after apply: then the directory does not exist, nor is it shared
    asked = {"OwnerDirectoryId": directory_id}
    shares = items(clients("ds"), "describe_shared_directories", "SharedDirectories", **asked)
    wanted = values["target"][0]["id"]
    return [f"{directory_id}/{share['SharedDirectoryId']}" for share in shares if share["SharedAccountId"] == wanted]


FINDERS = {
    "aws_directory_service_directory": _directories,
    "aws_directory_service_shared_directory": _shared,
}
