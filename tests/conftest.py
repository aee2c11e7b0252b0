"""What holds for all tests."""

import signal

from hypothesis import settings

# A shell starts background jobs, continuous integration among them, with SIGINT ignored, and the commands
# that the tests start and interrupt would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

# No test is timed: on a busy machine a single example may take long.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
