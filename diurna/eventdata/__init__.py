"""Event data that others coded: rows of their files, to be put beside the record."""
