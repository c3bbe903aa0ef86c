"""Plans that are saved to be reviewed, and applied as they were: what each was made of, and whether that has moved."""
