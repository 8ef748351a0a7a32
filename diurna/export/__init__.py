"""Exports: the record in the formats that others already read, a module a format."""
