"""Details come out of their bytes as they went in, wherever their spans stand."""

from __future__ import annotations

import pytest

from diurna.ledger.codes import ObjectDetail, TimeDetail
from diurna.ledger.details import claim_detail, event_detail, packed_claim, packed_event
from diurna.ledger.rows import ClaimDetail, EventDetail

TIME = TimeDetail(739000, "2025-06", 3, None, (1190, 1199), 1)
THING = ObjectDetail(2, ("visit",), TIME, (("geo/1", 880, 890, "at"),))


@pytest.mark.parametrize("share", [None, 0.0, 0.29, 0.57, 1.0, 2 / 3])
def test_an_event_comes_back_as_it_was(share: float | None) -> None:
    parties = ((7, 1203, 1210), (0, 940, 947))
    spots = ((9, 1301, 1305, "toward"),)
    detail = EventDetail(("aerial",), (), "195", parties, parties[1:], spots, (1214, 1220), (1200, 1330), (3,), share, TIME, THING, 1)
    found = event_detail(packed_event(detail))
    assert found == detail
    assert found.confidence is None or isinstance(found.confidence, float)


@pytest.mark.parametrize("cue", [((1214, 1220), (1230, 1233)), ()])
def test_a_claim_comes_back_as_it_was(cue: tuple[tuple[int, int], ...]) -> None:
    detail = ClaimDetail(((7, 940, 947),), (), cue, ((1100, 1199), (1240, 1300)), 2, 0, TIME, (3, 4))
    assert claim_detail(packed_claim(detail)) == detail
    assert claim_detail(packed_claim(ClaimDetail((), (), (), (), 2, 0, None, ()))) == ClaimDetail((), (), (), (), 2, 0, None, ())
