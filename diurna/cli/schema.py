"""diurna schema"""

from __future__ import annotations

import sys

from diurna.cli.options import application

app = application()


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record, made from the model itself.

    Example: diurna schema > record.schema.json
    """
    import msgspec

    from diurna.model import SCHEMA, Record

    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA}
    schema = head | msgspec.json.schema(Record)
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(schema)).decode() + "\n")
