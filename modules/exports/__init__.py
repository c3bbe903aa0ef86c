"""What is made of synthesized workspaces for those who apply them otherwise: files in, files out."""
