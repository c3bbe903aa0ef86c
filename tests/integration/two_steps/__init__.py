"""Changes in two steps, deployed from here, in runs of HCP Terraform, and by the commands of a pipeline."""
