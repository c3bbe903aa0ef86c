"""What is the same for every bucket, whatever it holds."""
