"""Records of what happened: the trail, and the archive of logs."""
