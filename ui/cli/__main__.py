"""`python -m ui.cli` is the command `pincite`."""

import sys

from ui.cli.main import main

sys.exit(main())
