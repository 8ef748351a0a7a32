"""The local web application over a ledger: pages that can be sent as addresses, and the same answers as JSON."""
