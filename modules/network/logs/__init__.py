"""Where records of traffic and of names are kept."""
