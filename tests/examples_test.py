"""The example articles are the regression test: no kind may lose what it had when the baseline was last written."""

from pathlib import Path

import pytest

from diurna.eval.baseline import accepted, measured

ROOT = Path(__file__).parent.parent
BASELINE = accepted(ROOT)


@pytest.fixture(scope="module")
def today() -> dict[str, tuple[int, float | None]]:
    return {name: (kind.found, kind.precision) for name, kind in measured(ROOT / "examples").items()}


@pytest.mark.parametrize("name", sorted(BASELINE))
def test_a_kind_keeps_what_it_had(name: str, today: dict[str, tuple[int, float | None]]) -> None:
    found, precision = today[name]
    before = BASELINE[name]
    assert found >= before.found
    assert before.precision is None or (precision or 0.0) >= before.precision - 0.01
