"""Reading and checking what a user says: the base model, the error, the loader, the schema. Never cdktf."""
