"""The one reader of what synthesis wrote: workspaces in order, their documents, and what these say."""
