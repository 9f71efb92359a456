"""What every test stands on: property tests without a time limit per example, and more examples in a storm."""

import os

from hypothesis import settings

# A loaded machine makes one example slow without making it wrong.
settings.register_profile("usual", deadline=None)
settings.register_profile("storm", deadline=None, max_examples=2000)
settings.load_profile("storm" if os.environ.get("SIG_STORM") else "usual")
