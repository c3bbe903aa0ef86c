"""Pictures of who reaches whom."""
