"""Who can reach whom, read from the synthesized Terraform and from nothing else."""
