"""The types of resources that CloudFormation is taught: one file for each service or type. A new one is found."""
