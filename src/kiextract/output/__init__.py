"""One module for each output format; all of them see records only."""
