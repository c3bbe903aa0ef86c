"""What is called by name: by the workspace that makes it, and by whoever looks for it. No cdktf here."""

from __future__ import annotations

ADMINISTRATOR = "Admin"
"""The administrator of every AWS Managed Microsoft AD (AWS Directory Service Administration Guide, What gets created
with your AWS Managed Microsoft AD)."""

ADMINISTRATOR_SECRET = "landing-zone/active-directory/admin"  # noqa: S105 - where it is, not what
"""The secret with the administrator's password."""

WORKSPACE = "active-directory"
"""The workspace of the directory."""
