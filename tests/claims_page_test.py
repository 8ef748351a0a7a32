"""docs/claims.md and the model cannot drift apart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from diurna import model

PAGE = (Path(__file__).parent.parent / "docs/claims.md").read_text(encoding="utf-8")


def test_every_field_of_a_claim_has_a_row_and_no_other() -> None:
    section = PAGE[PAGE.index("## Fields") : PAGE.index("## Acts")]
    assert re.findall(r"^\| `(\w+)` \|", section, re.M) == list(model.Claim.__struct_encode_fields__)


@pytest.mark.parametrize("values", [model.ClaimAct, model.SpeakerClass])
def test_every_act_and_class_is_named(values: object) -> None:
    assert not [value for value in get_args(values) if f"`{value}`" not in PAGE]
