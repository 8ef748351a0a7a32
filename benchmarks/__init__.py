"""How fast, and how that grows: `make bench`."""
