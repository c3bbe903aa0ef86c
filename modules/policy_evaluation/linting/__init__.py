"""What is wrong with a policy, whoever asks for what."""
