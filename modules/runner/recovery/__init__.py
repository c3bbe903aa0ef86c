"""What a killed Terraform had begun to create and could not write into its state: found in AWS, and imported."""
