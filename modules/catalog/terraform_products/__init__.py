"""Products that a Terraform engine of Service Catalog provisions: from constructs to packages of HCL."""
