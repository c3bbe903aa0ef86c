"""Terraform over many workspaces: order, parallelism, resume, progress. Knows neither cdktf nor the YAML."""
