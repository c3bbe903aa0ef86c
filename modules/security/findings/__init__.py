"""Who is told of findings."""
