"""Records to look at: self-contained HTML pages of one document, or of a folder with an index."""
