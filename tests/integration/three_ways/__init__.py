"""The whole of staging deployed by `main.py`, by the cdktf CLI and in runs of HCP Terraform, and compared.

Whole but for `catalog.pipelines`, which `deployment.backend` of type `cloud` refuses: the other ways are without it,
too, so that all three deploy the same.
"""
