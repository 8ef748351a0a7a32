"""Turns: two stands of one speaker that share no word, which the text itself sets against each other.

"Only in March he had excluded talks; now he admits that ...", "denied it at first, before admitting", "withdrew the remark". What
ties the two is where they stand and how they are told: the first as over, the second as new.
"""

from __future__ import annotations

from diurna.extract.positions.replies import akin, contrasted, insists
from diurna.extract.positions.stands import Told, marked, over, points_back, then_still, turns
from diurna.model import Claim, ClaimAct

NO: frozenset[ClaimAct] = frozenset({"deny", "refuse"})
YES: frozenset[ClaimAct] = frozenset({"acknowledge", "confirm", "promise", "not_rule_out"})
HELD: frozenset[tuple[ClaimAct, ClaimAct]] = frozenset({("say", "acknowledge"), ("assess", "acknowledge"), ("confirm", "acknowledge")})
"""Turns only where the first was insisted on: who says one thing may well admit another."""
TURNS: frozenset[tuple[ClaimAct, ClaimAct]] = frozenset(
    {
        *((no, yes) for no in NO for yes in YES),
        *((yes, no) for yes in YES - {"not_rule_out"} for no in NO),
        *HELD,
        ("promise", "acknowledge"),
    }
)
"""From which act to which a speaker turns whatever the words."""
NEAR = 2
"""How many sentences what is given up and what is said instead may stand apart."""


def goes_back(told: Told, first: Claim, second: Claim) -> bool:
    """Whether a speaker gives up a refusal to go back on what is only pointed at: "had refused to go back on the decision"."""
    return first.act == "refuse" and second.act in YES and one_voice(first, second) and points_back(told, first)


def set_against(told: Told, first: Claim, second: Claim) -> bool:
    """Whether a text sets what was said first against what was said later."""
    if second.act == "retract":
        near = 0 <= told.place(second) - told.place(first) <= NEAR
        return near and points_back(told, second) and _last_before(told, second) is first
    still = then_still(told, first) and first.act in NO
    if (first.act, second.act) not in TURNS:
        return still and second.act == "say" and told.place(first) - told.place(second) == 1 and one_voice(first, second)
    if (first.act, second.act) == ("deny", "acknowledge") and told.reversed(second):
        return True
    if (first.act, second.act) in HELD and not insists(told, first):
        return False
    if "promise" in (first.act, second.act) and not still and not akin(told, first, second):
        return False  # who refuses one thing may well promise another
    return _apart(told, first, second, still)


def _apart(told: Told, first: Claim, second: Claim, still: bool) -> bool:
    """Whether two stands are near enough for the words by which the first is told as over and the second as new."""
    apart = abs(told.place(first) - told.place(second))
    gone, new = over(told, first), marked(told, second)[1]
    if gone and told.first_time(second) and apart <= NEAR:
        return True
    if not one_voice(first, second):
        return apart <= 1 and (new or contrasted(told, second)) and (still or (apart == 0 and gone))
    if apart == 0:
        return gone or turns(told, second) or (new and first.said is not None)
    if apart > 1:
        return still and apart <= NEAR
    dated = (first.act, second.act) == ("deny", "acknowledge") and first.said is not None and second.said is not None
    return still or (gone and (new or contrasted(told, second))) or (dated and contrasted(told, second))


def one_voice(a: Claim, b: Claim) -> bool:
    """Whether the same entity speaks in two claims, and not only two mouths of one state."""
    return bool({p.entity for p in a.speakers if p.entity} & {p.entity for p in b.speakers if p.entity})


def _last_before(told: Told, retraction: Claim) -> Claim | None:
    """The last claim of the same speakers that stands before one that only takes back ("withdrew the remark")."""
    claims = told.analysis.claims
    earlier = reversed(claims[: claims.index(retraction)])
    return next((c for c in earlier if c.act != "retract" and one_voice(c, retraction)), None)
