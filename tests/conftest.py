"""What holds for all tests."""

import signal

# A shell starts background jobs, continuous integration among them, with SIGINT ignored, and the commands
# that the tests start and interrupt would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
