"""Where repositories are that a specification names."""

from __future__ import annotations

from typing import Literal

Provider = Literal["Bitbucket", "GitHub", "GitLab"]
"""Where repositories are: providers that need no host of one's own (AWS CodeConnections API Reference,
CreateConnection)."""
