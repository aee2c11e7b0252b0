"""The room for places."""
