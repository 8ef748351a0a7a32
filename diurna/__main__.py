"""`python -m diurna` is `diurna`."""

import sys

from diurna.cli.main import main

sys.exit(main())
