"""The package's version: docs/versioning.md says what each number promises."""

__version__ = "0.1.0"
