"""The room for roles."""
