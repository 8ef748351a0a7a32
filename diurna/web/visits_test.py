"""What is new is what came since the visit before, however often the front page is looked at meanwhile."""

from __future__ import annotations

import pytest

from diurna.web.visits import PAUSE, Visit, visit

MONDAY, TUESDAY = "2025-03-03T08:00:00Z", "2025-03-04T08:00:00Z"


def test_at_the_first_visit_nothing_is_new() -> None:
    assert visit("", MONDAY, 1000) == Visit("", MONDAY, 1000)


def test_the_next_visit_begins_where_the_last_one_ended() -> None:
    assert visit(Visit("", MONDAY, 1000).cookie(), TUESDAY, 1000 + PAUSE).before == MONDAY


def test_looking_again_keeps_what_is_new() -> None:
    first = visit(Visit("", MONDAY, 1000).cookie(), TUESDAY, 1000 + PAUSE)
    assert visit(first.cookie(), TUESDAY, 1060 + PAUSE).before == MONDAY


@pytest.mark.parametrize("cookie", ["x", "~~", "a~b~c", "~~9" + "9" * 40, "<script>~~1"])
def test_a_cookie_of_something_else_is_a_first_visit(cookie: str) -> None:
    assert visit(cookie, MONDAY, 5) == Visit("", MONDAY, 5)
