"""`python -m diurna.export.follow_the_money_check FILE` reads an export with the followthemoney package and prints its objections.

The package is no dependency, not even of development: it needs PyICU, for which there are no wheels. `make check-ftm` installs and runs it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any


def objections(path: Path) -> Counter[str]:
    """Properties that a schema lacks, values that cleaning drops or changes, links that lead nowhere or to a wrong schema."""
    model: Any = import_module("followthemoney").model
    found: Counter[str] = Counter()
    merged: dict[str, Any] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        schema = model.get(raw["schema"])
        for name, values in raw["properties"].items():
            of = schema.get(name)
            wrong = [v for v in values if of is None or (of.type.name != "entity" and of.type.clean(v) != v)]
            found.update(f"{schema.name}.{name}: {v[:60]}" for v in wrong)
        proxy = model.get_proxy(raw)
        merged[proxy.id] = merged[proxy.id].merge(proxy) if proxy.id in merged else proxy
    for proxy in merged.values():
        proxy.schema.validate({"properties": proxy.to_dict()["properties"]})
        links = [(of, value) for of, value in proxy.itervalues() if of.type.name == "entity"]
        found.update(f"{of.qname}: {value}" for of, value in links if value not in merged or not merged[value].schema.is_a(of.range))
    return found


if __name__ == "__main__":
    told = objections(Path(sys.argv[1]))
    for what, times in told.most_common():
        sys.stdout.write(f"{times}\t{what}\n")
    sys.stdout.write(f"{sum(told.values())} objections\n")
    sys.exit(1 if told else 0)
