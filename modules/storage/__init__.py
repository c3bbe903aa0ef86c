"""What is the same for every bucket and every key, whatever it holds."""
