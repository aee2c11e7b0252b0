"""``python -m kiextract``."""

from kiextract.cli import main

main()
