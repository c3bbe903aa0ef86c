"""Lake Formation's grants, as they were synthesized: who may see, read, tag and pass on what in a catalog."""
