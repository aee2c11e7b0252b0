"""The room for dates."""
