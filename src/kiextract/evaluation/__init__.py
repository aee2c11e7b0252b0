"""Scoring kiextract on documents that were tagged by hand."""
