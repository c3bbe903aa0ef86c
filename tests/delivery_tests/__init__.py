"""Who plans and who applies without keys, as it is proved."""
