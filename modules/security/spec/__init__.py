"""What a user may say about security services. No cdktf here."""
