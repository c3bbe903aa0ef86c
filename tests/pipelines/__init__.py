"""Pipelines: who keeps artifacts, who deploys, and what each may do."""
