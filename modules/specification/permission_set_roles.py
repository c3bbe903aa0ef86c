"""How IAM Identity Center calls the roles of permission sets (User Guide, "Referencing permission sets")."""

from __future__ import annotations

PATH = "aws-reserved/sso.amazonaws.com/"
"""Where only Identity Center makes roles; its region follows, except for us-east-1."""

NAME = "AWSReservedSSO_"
"""How their names begin."""

ANY_SUFFIX = "?" * 16
"""Stands for the 16 hexadecimal digits that a name ends with. With `*`, `Admin` would also mean `Admin_x`."""

_WITHOUT_REGION = "us-east-1"


def permission_set_role(name: str, home_region: str, suffix: str = ANY_SUFFIX) -> str:
    """Return path and name of the role of one permission set; with the default suffix, a pattern for it alone.

    Args:
        name: Of the permission set.
        home_region: The region of Identity Center.
        suffix: What Identity Center ends the name with, in one account.

    """
    return f"{_path(home_region)}{NAME}{name}_{suffix}"


def with_path(pattern: str, home_region: str) -> str:
    """Return a pattern of roles with its path, which is none where it does not begin as Identity Center's names do.

    `AWSReservedSSO_Admin_*` means the roles of `Admin`, and not those of `Admin_x`.
    """
    if not pattern.startswith(NAME):
        return pattern
    name = pattern.removeprefix(NAME)
    meant = name.removesuffix("_*")
    if meant in {"", name} or "*" in meant:
        return f"{_path(home_region)}{pattern}"
    return permission_set_role(meant, home_region)


def _path(home_region: str) -> str:
    return PATH if home_region == _WITHOUT_REGION else f"{PATH}{home_region}/"
