"""The gate as a run task of HCP Terraform: checkov judges what was uploaded, before Terraform plans it."""
