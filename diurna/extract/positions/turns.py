"""Turns: two stands of one speaker that share no word, which the text itself sets against each other.

"Only in March he had excluded talks; now he admits that ...", "denied it at first, before admitting", "withdrew the remark". What
ties the two is where they stand and how they are told: the first as over, the second as new.
"""

from __future__ import annotations

from diurna.extract.positions.amounts import coming, main_verb, negated
from diurna.extract.positions.marks import by_word, first_time, marked, now, over, still_held, then_still, turns
from diurna.extract.positions.replies import akin, contrasted, insists
from diurna.extract.positions.stands import Told, points_back
from diurna.extract.positions.voices import one_voice
from diurna.model import Claim, ClaimAct

NO: frozenset[ClaimAct] = frozenset({"deny", "refuse"})
YES: frozenset[ClaimAct] = frozenset({"acknowledge", "confirm", "promise", "not_rule_out"})
STATED: frozenset[ClaimAct] = frozenset({"say", "assess", "confirm", "acknowledge"})
HELD: frozenset[tuple[ClaimAct, ClaimAct]] = frozenset({("say", "acknowledge"), ("assess", "acknowledge"), ("confirm", "acknowledge")})
"""Turns only where the first was insisted on: who says one thing may well admit another."""
STILL: frozenset[tuple[ClaimAct, ClaimAct]] = frozenset(
    {
        *((said, "deny") for said in STATED),
        *((no, "say") for no in NO),
        *((told, yes) for told in ("accuse", "demand") for yes in YES),
        *((done, "retract") for done in (*STATED, *NO, "promise", "accuse", "demand", "threaten", "not_rule_out")),
    }
)
"""Turns only where the first is told as what was still held at a time that is over."""
TURNS: frozenset[tuple[ClaimAct, ClaimAct]] = frozenset(
    {
        *((no, yes) for no in NO for yes in YES),
        ("acknowledge", "deny"),
        ("confirm", "deny"),
        ("promise", "refuse"),
        *HELD,
        *STILL,
        ("promise", "acknowledge"),
    }
)
"""From which act to which a speaker turns whatever the words."""
COUNTING: frozenset[ClaimAct] = frozenset({"say", "confirm", "acknowledge", "assess", "promise", "demand"})
"""Acts by which one gives a figure."""
STANCES: frozenset[ClaimAct] = frozenset({*NO, *YES, "say", "assess", "accuse", "demand", "threaten", "retract"})
"""Acts by which one takes a stand that can be given up for another."""
PLEDGES: frozenset[ClaimAct] = frozenset({"say", "promise", "refuse", "confirm", "deny"})
"""Acts by which one says what one will and will not do."""
NEAR = 2
"""How many sentences what is given up and what is said instead may stand apart."""


def goes_back(told: Told, first: Claim, second: Claim) -> bool:
    """Whether a speaker gives up a refusal to go back on what is only pointed at: "had refused to go back on the decision"."""
    return first.act == "refuse" and second.act in YES and one_voice(told, first, second) and points_back(told, first)


def set_against(told: Told, first: Claim, second: Claim) -> bool:
    """Whether a text sets what was said first against what was said later."""
    if second.act == "retract" and _of_its_own(told, first, second):
        return False
    if second.act == "retract" and _taken_back(told, first, second):
        return True
    move = (first.act, second.act)
    if first.act in COUNTING and second.act in COUNTING and _revised(told, first, second):
        return True
    if move in TURNS and turned_over(told, first, second):
        return True
    if second.act == "deny" and first.act in STATED and _unsaid(told, first, second):
        return True
    if _then_and_now(told, first, second):
        return True
    still = still_held(told, first)
    if move not in TURNS:
        return False
    if move == ("deny", "acknowledge") and told.reversed(second):
        return True
    if second.act == "acknowledge" and _came_round(told, first, second):
        return True
    if move == ("deny", "say") and by_word(told, first) and abs(told.place(second) - told.place(first)) <= 1 and _unsure(told, second):
        return one_voice(told, first, second)
    now_else = by_word(told, first) and told.aside(first) and marked(told, second)[1] and told.place(first) == told.place(second)
    if move in STILL and not still and not now_else:
        return False
    if move in HELD and not still and not insists(told, first):
        return False
    if not one_voice(told, first, second) and not (akin(told, first, second) or by_word(told, first)):
        return False  # two mouths of one state may well speak of two things
    open_to = move == ("refuse", "confirm") or {"promise", "not_rule_out"} & set(move)
    if open_to and not then_still(told, first) and not akin(told, first, second) and not _plainly(told, first, second):
        return False  # who refuses one thing may well promise another
    return tied(told, first, second)


def _then_and_now(told: Told, first: Claim, second: Claim) -> bool:
    """Whether a text sets what a speaker still held at a time that is over against another stand of his now, in one sentence or the next:
    "who in March still threatened sanctions, now calls for talks". Of two plain statements only a negation makes two stands."""
    apart = told.place(second) - told.place(first)
    if abs(apart) > 1 or not {first.act, second.act} <= STANCES or not now(told, second) or not one_voice(told, first, second):
        return False
    if first.act == second.act and negated(told, first) == negated(told, second):
        return False
    if akin(told, first, second):
        return then_still(told, first) or (apart >= 0 and over(told, first) and first.act != "say")
    return apart == 0 and then_still(told, first)


def _came_round(told: Told, first: Claim, second: Claim) -> bool:
    """Whether who denied or insisted soon admits what shares a word with it, as the text tells it by dates or by a word of later: "said
    that nobody had crossed the border ... By nightfall the ministry acknowledged that two men had crossed"."""
    if not 0 <= told.place(second) - told.place(first) <= NEAR or marked(told, first)[1]:
        return False
    dated = first.said is not None and second.said is not None and (first.said.end or "") < (second.said.start or "")
    held = first.act == "deny" or insists(told, first)
    return held and (marked(told, second)[1] or dated) and akin(told, first, second)


def _unsure(told: Told, claim: Claim) -> bool:
    """Whether a speaker only says that he does not know."""
    verb, speech = main_verb(told, claim), told.speech(told.of(claim))
    return verb is not None and speech is not None and verb.negated and verb.lemma in speech.list("knowing")


def _revised(told: Told, first: Claim, second: Claim) -> bool:
    """Whether a speaker gives another figure than at first: "who had at first counted fifteen dead, put the toll at 36"."""
    apart = told.place(second) - told.place(first)
    if not 0 <= apart <= 1 or not one_voice(told, first, second) or not by_word(told, first):
        return False
    one, other = told.numbers(first), told.numbers(second)
    alone = bool(told.bare_number(second)) or akin(told, first, second)
    return bool(one and other) and not one & other and alone and (told.aside(first) or marked(told, second)[1] or contrasted(told, second))


def turned_over(told: Told, first: Claim, second: Claim) -> bool:
    """Whether one voice says of one verb that it will not be, and then that it will, or the other way about: "promised not to raise the
    price", "said he would raise it"."""
    if not 0 <= abs(told.place(second) - told.place(first)) <= NEAR or not one_voice(told, first, second):
        return False
    if first.act not in PLEDGES or second.act not in PLEDGES:
        return False
    one, other = main_verb(told, first), main_verb(told, second)
    if one is None or other is None or one.lemma != other.lemma or negated(told, first) == negated(told, second):
        return False
    return all(v.form == "inf" or coming(told, c) for v, c in ((one, first), (other, second)))


def _plainly(told: Told, first: Claim, second: Claim) -> bool:
    """Whether two stands without a common word are one matter by how they are told: the first as held for long or until then, and the
    second before it or as new; or, in one sentence, the first is of any such thing or the second of "it"."""
    apart = told.place(second) - told.place(first)
    if by_word(told, first) and one_voice(told, first, second) and (apart == -1 or (apart == 1 and marked(told, second)[1])):
        return True
    speech = told.speech(told.of(second))
    held = by_word(told, first) or first.said is not None
    if speech is None or not held or not (apart == 0 or (apart == -1 and still_held(told, first))):
        return False
    if apart == 0 and by_word(told, first) and told.aside(first) and negated(told, first) != negated(told, second):
        return True  # "who for two years had promised a bridge, admits that it will never be built"
    whatever = speech.list("whatever") | {w.strip() for w in speech.list("never")}
    every = any(t.norm in whatever or t.lemma in whatever for s in first.content for t in told.tokens(s))
    taken_up = (t.pos == "PRON" and t.norm in speech.list("back") for s in second.content for t in told.tokens(s))
    return every or (apart == 0 and any(taken_up))


def _taken_back(told: Told, first: Claim, second: Claim) -> bool:
    """Whether a retraction that only points back departs from the last thing its speaker said."""
    near = 0 <= told.place(second) - told.place(first) <= NEAR and first.act != "demand"
    return near and points_back(told, second) and _last_before(told, second) is first


def _of_its_own(told: Told, first: Claim, second: Claim) -> bool:
    """Whether a retraction takes back something else, which its speaker says in the same sentence before it."""
    last = _last_before(told, second)
    return last is not None and last is not first and told.place(last) == told.place(second) != told.place(first)


def _unsaid(told: Told, first: Claim, second: Claim) -> bool:
    """Whether a speaker soon denies having said a thing: "hours later the spokesman denied ever having given the interview"."""
    near = 0 <= told.place(second) - told.place(first) <= 1 and one_voice(told, first, second)
    speech = told.speech(told.of(second))
    if not near or speech is None or not (marked(told, second)[1] or contrasted(told, second)):
        return False
    words = [t for span in second.content for t in told.tokens(span)]
    return any(t.lemma in speech.list("utterances") or t.norm in speech.list("utterances") for t in words)


def tied(told: Told, first: Claim, second: Claim) -> bool:
    """Whether two stands are near enough for the words by which the first is told as over and the second as new."""
    apart = told.place(second) - told.place(first)
    gone, new, still = over(told, first), marked(told, second)[1], then_still(told, first)
    weak = first.act in NO and still_held(told, first) and (apart == -1 or (apart == 0 and told.aside(first)))
    still = still or weak or (second.act == "retract" and apart == -1 and still_held(told, first))
    if first.said is not None and second.said is not None and first.said.start == second.said.start and told.aside(second):
        return False
    if marked(told, second)[0] and not new and not contrasted(told, second):
        return False  # both are told as over
    if gone and first_time(told, second) and abs(apart) <= NEAR:
        return True
    if still and apart == -1:
        return True  # what is new comes first: "X admitted ... Only last week he had ..."
    if apart == -1 and gone and by_word(told, first) and one_voice(told, first, second):
        return True  # "agreed to ... For months he had refused to"
    if not one_voice(told, first, second):
        fresh = new or contrasted(told, second) or (by_word(told, first) and second.said is not None)
        return abs(apart) <= 1 and fresh and (still or gone)
    if apart == 0:
        return gone or still or turns(told, second) or (new and first.said is not None)
    if abs(apart) > 1:
        return still and abs(apart) <= NEAR
    dated = second.act == "acknowledge" and first.said is not None and second.said is not None
    fresh = new or contrasted(told, second) or (by_word(told, first) and apart == 1 and second.said is not None)
    return still or (gone and (fresh or dated)) or (dated and contrasted(told, second))


def _last_before(told: Told, retraction: Claim) -> Claim | None:
    """The last claim of the same speakers that stands before one that only takes back ("withdrew the remark")."""
    claims = told.analysis.claims
    earlier = reversed(claims[: claims.index(retraction)])
    return next((c for c in earlier if c.act != "retract" and one_voice(told, c, retraction)), None)
