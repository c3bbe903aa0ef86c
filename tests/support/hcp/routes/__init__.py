"""The paths of the API, a file for each page of its reference."""
