"""The room for amounts."""
