"""The ledger: one SQLite file that keeps articles, codings and what was judged of them. README.md lists the tables."""
