"""The whole of staging deployed by `main.py`, by the cdktf CLI and in runs of HCP Terraform, and compared."""
