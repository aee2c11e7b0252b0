"""The room for persons."""
