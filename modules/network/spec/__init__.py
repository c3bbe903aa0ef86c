"""What a user may say about the network. No cdktf here."""
