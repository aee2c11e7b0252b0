"""The user's own words: where they stand in a text, for the rooms behind."""
