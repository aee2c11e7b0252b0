"""Quotations: what is said, and by whom."""
