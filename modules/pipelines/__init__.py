"""Pipelines of ETL and other applications, in the account with the function `devops`."""
