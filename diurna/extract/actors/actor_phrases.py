"""Atoms of a sentence joined into noun phrases: adjective and head, head and genitive, title and name."""

from __future__ import annotations

from collections.abc import Sequence, Set
from copy import copy

from diurna.analysis import Token
from diurna.extract.actors import houses, shared_owners
from diurna.extract.actors.actor_atoms import HEADS, OWNERS, Atom
from diurna.extract.actors.given import is_given
from diurna.extract.actors.renamed import ONLY_AGAIN
from diurna.extract.actors.unknown_names import name_run, unknown_person
from diurna.langs.names import Names

_OPENING = frozenset('«"“„')
_CLOSING = frozenset('»"”“')
_BODIES = frozenset(
    f"generic/{name}" for name in ("ngo", "militia", "party", "newspaper", "news_agency", "television", "opposition", "trade_union")
)
"""Kinds of bodies that stand before their names."""
_NO_TITLES = frozenset(f"generic/{name}" for name in ("body", "bloc", "channel", "newspaper", "company", "ngo", "bank", "airline"))
_GAP = 2
"""How many adjectives may stand between a head and its country."""
_ROLE = 6
"""Words that a role goes on with behind its country's adjective at most."""


def joined(atoms: list[Atom], tokens: Sequence[Token], names: Names, times: Set[str] = frozenset()) -> list[Atom]:
    """The noun phrases of a sentence, in text order: what stands alone stays as it is. `times`: nouns of time, which are no first names."""
    return _Joiner(atoms, tokens, names, times).run()


class _Joiner:
    def __init__(self, atoms: list[Atom], tokens: Sequence[Token], names: Names, times: Set[str]) -> None:
        self.atoms = atoms
        self.times = times
        self.tokens = tokens
        self.names = names
        self.words = names.words

    def run(self) -> list[Atom]:
        houses.of_states(self.atoms, self.tokens, self.words)
        self._adjectives()
        self._shared_adjectives()
        self._genitives()
        shared_owners.share(self.atoms, self.tokens, self.words, houses.SEATED)
        houses.staffed(self.atoms, self.words)
        self._first_names()
        self._names()
        for atom in self.atoms:
            atom.bare = atom.what in HEADS and self._bare(atom)
        return [a for a in self.atoms if not a.bound or a.owned_by is not None or a.owner is not None or a.role]

    def _bare(self, atom: Atom) -> bool:
        """Whether no genitive, adjective or possessor that the tables lack says whose the role is."""
        if atom.owned_by is not None or atom.owner is not None:
            return False
        before = self.tokens[atom.first - 1] if atom.first else None
        after = self.tokens[atom.last] if atom.last < len(self.tokens) else None
        if after is not None and (after.norm in self.words.of or (after.pos == "NOUN" and "g" in after.cases)):
            return False
        other = after is not None and {after.gender, self.tokens[atom.head].gender} == {"m", "f"}  # "que el mandatario pida perdón"
        if after is not None and self.words.adjectives == "after" and not other and self._says_whose(after):
            return False
        return before is None or not (
            before.norm in self.words.possessive
            or (before.pos == "PROPN" and self.words.adjectives == "before")
            or (self.words.adjectives != "after" and self._says_whose(before))
        )

    def _says_whose(self, token: Token) -> bool:
        words = self.words
        return token.pos == "ADJ" and token.norm not in words.modifier and token.lemma not in words.modifier

    # Adjective and head -------------------------------------------------------------------------------------------

    def _adjectives(self) -> None:
        before = self.words.adjectives in ("before", "both")
        after = self.words.adjectives in ("after", "both")
        at = 0
        while at < len(self.atoms):
            head = self.atoms[at]
            if head.what in HEADS and head.ids[0] not in ONLY_AGAIN:
                if before and at and self._owns_before(self.atoms[at - 1], head):
                    self._own(head, self.atoms.pop(at - 1))
                    at -= 1
                elif after and at + 1 < len(self.atoms) and self._modifies_after(at):
                    self._own(head, self.atoms.pop(at + 1))
                    self._completed(at)
            at += 1

    def _completed(self, at: int) -> None:
        """Give a role the words that its country's adjective parts it from: "ministro ruso de Exteriores"."""
        head = self.atoms[at]
        last = head.last
        if self.words.adjectives == "before" or last >= len(self.tokens) or self.tokens[last].norm not in self.words.of:
            return
        owner = head.owned_by
        inside = range(owner.first, owner.last) if owner is not None else range(0)
        role = " ".join(self.tokens[i].norm for i in range(head.first, last) if i not in inside and self.tokens[i].pos != "ADJ")
        for end in range(min(len(self.tokens), last + _ROLE), last + 1, -1):
            key = " ".join([role, *(t.norm for t in self.tokens[last:end])]).replace("' ", "'")
            found = [s for s, _ in self.names.readings(key) if s.section in ("office", "generic")]
            if not found:
                continue
            head.what = "office" if found[0].section == "office" else "generic"
            head.ids = tuple(dict.fromkeys(s.id for s in found if s.section == found[0].section))
            if head.what == "generic":
                head.ids = tuple(i if i.startswith("generic/") else f"generic/{i}" for i in head.ids)
            head.title = head.title or head.what == "office"
            head.last, head.end = end, self.tokens[end - 1].end
            del self.atoms[at + 1 : next((i for i in range(at + 1, len(self.atoms)) if self.atoms[i].first >= end), len(self.atoms))]
            return

    def _owns_before(self, left: Atom, head: Atom) -> bool:
        gap = self.tokens[left.last : head.first]
        if self.words.adjectives == "before" and left.what in OWNERS | {"adjective", "same"}:
            if left.what == "capital" and gap and gap[0].norm not in self.words.possessive:
                return False  # "Khartoum armed militia"
            if gap and gap[-1].pos == "NOUN" and gap[-1].text.islower():
                gap = gap[:-1]  # "Kenyan tax officials"
            if gap and gap[0].norm in self.words.possessive:
                return self._only_modifiers(gap[1:])
            governed = left.what != "adjective" and left.first and self.tokens[left.first - 1].pos == "ADP" and left.cases != "g"
            if governed and len(left.cases) > 1 and "g" in left.cases:
                return False  # "В Італії профспілки ..."
            return (left.modifies or "g" in left.cases) and self._only_modifiers(gap)
        return left.what == "adjective" and self._only_modifiers(gap) and _agree(left, head)

    def _modifies_after(self, at: int) -> bool:
        head, right = self.atoms[at], self.atoms[at + 1]
        if right.what not in ("adjective", "inhabitant") or not self._only_modifiers(self.tokens[head.last : right.first]):
            return False
        if self.words.adjectives == "both" and right.last < len(self.tokens) and self.tokens[right.last].pos == "NOUN":
            return False
        if right.what == "inhabitant" and right.definite:
            return False
        return _agree(head, right) or (right.number == "p" and self._second(at))

    def _second(self, at: int) -> bool:
        """Whether the head at `at` is the second of two: a plural adjective behind it belongs to both."""
        if not at:
            return False
        return self.atoms[at - 1].what in HEADS and self._joined_by_and(self.atoms[at - 1], self.atoms[at])

    def _only_modifiers(self, gap: Sequence[Token]) -> bool:
        words = self.words
        return len(gap) <= _GAP and all(
            t.norm == "-" or t.pos == "ADJ" or t.norm in words.modifier or t.lemma in words.modifier for t in gap
        )

    def _own(self, head: Atom, owner: Atom) -> None:
        """`head` takes in `owner`, a name or an adjective."""
        head.owned_by = owner
        _span(head, owner)
        head.definite = head.definite or owner.definite or owner.what != "adjective"
        head.former = head.former or owner.former
        head.indefinite = head.indefinite or owner.indefinite

    def _shared_adjectives(self) -> None:
        """`Russian and Chinese officials`, `ministri russo e cinese`, `il Ministero X e il Ministero Y russi`."""
        for at, atom in enumerate(self.atoms):
            if atom.what not in HEADS or atom.owned_by is None:
                continue
            near = self.atoms[at - 1] if at else None
            if near is not None and self._joined_by_and(near, atom):
                modifies = near.what == "adjective" or (near.what == "inhabitant" and near.number != "p")
                if modifies and self.words.adjectives != "after":
                    self._like(near, atom)
                elif near.what in HEADS and near.owned_by is None and near.owner is None and self._covers_both(atom):
                    near.owned_by = atom.owned_by
            far = self.atoms[at + 1] if at + 1 < len(self.atoms) else None
            shared = far is not None and far.what == "adjective" and self.words.adjectives == "after"
            if far is not None and shared and self._joined_by_and(atom, far):
                self._like(far, atom)

    def _like(self, adjective: Atom, head: Atom) -> None:
        """Make a coordinated adjective an actor of its own, of the kind that `head` is."""
        adjective.owned_by = copy(adjective)
        adjective.what, adjective.ids, adjective.number = head.what, head.ids, head.number

    def _covers_both(self, atom: Atom) -> bool:
        """Whether a plural adjective belongs to two singular heads."""
        owner = atom.owned_by
        return owner is not None and owner.number == "p" and atom.number == "s"

    def _joined_by_and(self, left: Atom, right: Atom) -> bool:
        gap = [t for t in self.tokens[left.last : right.first] if t.norm not in self.words.articles and t.pos != "ADJ"]
        return len(gap) == 1 and gap[0].norm in self.words.joint

    # Head and genitive --------------------------------------------------------------------------------------------

    def _genitives(self) -> None:
        for at in range(len(self.atoms) - 2, -1, -1):
            head, right = self.atoms[at], self.atoms[at + 1]
            if head.what == "generic" and head.owned_by is None and self._seat(head, right):
                head.owned_by = right  # which stays a place of its own
            elif head.what in HEADS and head.ids[0] != "generic/grouping" and head.owned_by is None and self._genitive(head, right):
                self.atoms.pop(at + 1)
                head.owned_by = right
                _span(head, right)
                if self.tokens[right.first - 1].text in _OPENING and self._quoted(right):
                    head.last, head.end = right.last + 1, self.tokens[right.last].end
                head.definite = True

    def _seat(self, head: Atom, right: Atom) -> bool:
        """Whether a state's body is named by where it sits: "das Außenministerium in Kiew", "the government in London"."""
        body = head.ids[0].endswith("_ministry") or head.ids[0] in houses.SEATED
        return (
            body
            and right.what in ("capital", "state")
            and right.first == head.last + 1
            and self.tokens[head.last].norm in self.words.inside
        )

    def _genitive(self, head: Atom, right: Atom) -> bool:
        owning = (
            right.last < len(self.tokens) and self.tokens[right.last].norm in self.words.possessive
        )  # "the head of Iran's aviation body"
        if owning or right.what not in OWNERS | {"generic", "person", "same"}:  # to roles of offices nobody belongs
            return False
        gap = list(self.tokens[head.last : right.first])
        if gap and gap[-1].text in _OPENING and self._quoted(right):
            gap.pop()
        if self.words.of:
            if len(gap) == 1 and gap[0].norm in self.words.origin:
                return right.what == "state" and houses.acting(head, self.tokens, self.words)
            abroad = right.what in OWNERS and head.possessive and not head.located  # "ses troupes du Congo" are another's, and there
            if abroad or not gap or gap[0].norm not in self.words.of:
                return bool(not abroad and not gap and "g" in right.cases and right.what in OWNERS)
            rest = [t for t in gap[1:] if t.norm not in self.words.articles and t.norm not in self.words.of]
            return self._only_modifiers(rest)
        acronym = not right.cases and right.what in ("org", "national", "group") and self.tokens[right.first].text.isupper()
        return ("g" in right.cases or acronym) and self._only_modifiers(gap) and right.what != "person"

    def _quoted(self, atom: Atom) -> bool:
        """Whether an organisation's name stands alone in quotation marks: "командира «Хезболлы»"."""
        after = self.tokens[atom.last] if atom.last < len(self.tokens) else None
        return after is not None and after.text in _CLOSING and atom.what in ("org", "group", "media", "national")

    # Title and name -----------------------------------------------------------------------------------------------

    def _names(self) -> None:
        at = 0
        while at < len(self.atoms):
            if self._organisation(at):
                continue
            head = self.atoms[at]
            right = self.atoms[at + 1] if at + 1 < len(self.atoms) else None
            if head.what in HEADS and (head.number != "p" or self._either_number(head, right)):
                if (
                    right is not None
                    and right.first == head.last
                    and right.what in HEADS
                    and right.number != "p"
                    and _same_case(head, right)
                ):
                    right.first, right.start = head.first, head.start
                    right.owned_by = right.owned_by or head.owned_by
                    right.former = right.former or head.former
                    self.atoms.pop(at)
                    continue
                self._name_of(at, head, right)
            elif head.what == "office":
                at += self._listed(at)
            at += 1

    def _either_number(self, head: Atom, right: Atom | None) -> bool:
        """Whether a plural role may be a singular by its form, and stands right before a person: "Machthaber Lukaschenko"."""
        token = self.tokens[head.head]
        return right is not None and right.what == "person" and right.first == head.last and token.norm == token.lemma

    def _name_of(self, at: int, head: Atom, right: Atom | None) -> None:
        limit = right.first if right is not None else len(self.tokens)
        last = name_run(self.tokens, head.last, limit, self.words)
        inner = head.owned_by
        body = bool(self.words.of) and inner is not None and inner.what == "generic" and inner.last == head.last < last
        if body and not is_given(self.tokens[head.last], self.words):
            return  # "le directeur du journal Aravot": the journal's name
        if right is not None and head.title and last == right.first and self._surname(right, last - head.last):
            right, last = None, self.atoms.pop(at + 1).last
        if right is not None and right.what == "person" and right.first == max(last, head.last) and not _same_case(head, right):
            return
        if right is not None and right.what == "person" and right.first == max(last, head.last):
            self.atoms.pop(at + 1)
            self._named(head, right if right.first == head.last else self._longer(right, head.last))
        elif last - head.last >= (1 if head.title else 2) and head.ids[0] not in _NO_TITLES:
            self._named(head, self._stranger(head, self._after_owner(head.last, last), last))

    def _after_owner(self, first: int, last: int) -> int:
        """`очільник Нової Каховки Володимир Леонтьєв`: where the name begins behind an owner in another case; `first` without one."""
        given = next((i for i in range(first, last) if is_given(self.tokens[i], self.words)), first)
        return given if all(t.cases and "n" not in t.cases for t in self.tokens[first:given]) else first

    def _surname(self, right: Atom, given: int) -> bool:
        """Whether a place's name right behind one or two words of a person's name is the surname: "el exgeneral Rafael Flores Lima"."""
        place = right.what in ("state", "capital", "place") and right.last - right.first == 1
        return place and 0 < given <= 2 and self.words.adjectives != "before" and self.tokens[right.first - 1].end + 1 == right.start

    def _first_names(self) -> None:
        """`Emmanuel Macron` where the tables have but the surname: the first name belongs to it, or makes it another's."""
        for at, atom in enumerate(self.atoms):
            if atom.what != "person" or not atom.surname:
                continue
            first = atom.first
            floor = max(first - 2, self.atoms[at - 1].last if at else 0)
            while first > floor and self._proper(first - 1) and self._alike(first - 1, atom):
                first -= 1
            if first < atom.first:
                self.atoms[at] = self._longer(atom, first)

    def _proper(self, at: int) -> bool:
        token = self.tokens[at]
        if token.lemma in self.times:
            return False
        initial = len(token.text.rstrip(".")) == 1 and token.text[0].isupper() and token.pos not in ("ADP", "CCONJ", "PRON")
        return initial or (token.pos == "PROPN" and token.text[:1].isupper() and not token.text.isupper())

    def _alike(self, at: int, person: Atom) -> bool:
        """Whether a word may stand in a person's case, where no article keeps names apart: not in "у Казані | Путін"."""
        own, other = self.tokens[at].cases, person.cases
        return bool(self.words.articles) or not own or not other or bool(set(own) & set(other)) or is_given(self.tokens[at], self.words)

    def _longer(self, person: Atom, first: int) -> Atom:
        """A person's atom with the words from `first` on; a stranger where the first name's initial is another's."""
        label = self.names.label(person.ids[0]) or ""
        if label[:1].casefold() != self.tokens[first].norm[:1]:
            return self._stranger(person, first, person.last)
        grown = copy(person)
        grown.first, grown.start = first, self.tokens[first].start
        return grown

    def _stranger(self, like: Atom, first: int, last: int) -> Atom:
        name = unknown_person(self.tokens, first, last)
        name.gender = like.gender if like.what != "person" else ""
        name.cases, name.located, name.genitive = like.cases, like.located, like.genitive
        return name

    def _listed(self, at: int) -> int:
        """`i ministri Anna Rossi e Paolo Bianchi`: names behind a plural role; returns how many were added."""
        head = self.atoms[at]
        here, added = head.last, 0
        while True:
            next_atom = self.atoms[at + added + 1] if at + added + 1 < len(self.atoms) else None
            if next_atom is not None and next_atom.first == here and next_atom.what == "person":
                next_atom.role = head.ids
                here = next_atom.last
                return added
            limit = next_atom.first if next_atom is not None else len(self.tokens)
            last = name_run(self.tokens, here, limit, self.words)
            if last - here < 2:
                return added
            name = self._stranger(head, here, last)
            name.owned_by, name.owner, name.partner = head.owned_by, head.owner, copy(name)
            name.role = head.ids
            added += 1
            self.atoms.insert(at + added, name)
            joint = last < len(self.tokens) and (self.tokens[last].text == "," or self.tokens[last].norm in self.words.joint)
            if not joint:
                return added
            here = last + 1

    def _organisation(self, at: int) -> bool:
        """Take a common noun into the body named right behind it, where articles keep genitives apart: "die Hilfsorganisation X"."""
        head, right = self.atoms[at], self.atoms[at + 1] if at + 1 < len(self.atoms) else None
        if right is None or head.what != "generic" or right.what not in ("org", "group", "media") or right.first != head.last:
            return False
        if not self.words.articles or head.number == "p" or right.cases == "g" or head.ids[0] not in _BODIES or head.owned_by is not None:
            return False
        right.first, right.start = head.first, head.start
        right.head = right.last - 1 if right.head < right.first else right.head
        self.atoms.pop(at)
        return True

    def _named(self, head: Atom, name: Atom) -> None:
        """`head` becomes the person of that name; what it was is now the person's role."""
        head.role, head.ids, head.surname = head.ids, name.ids, name.surname
        head.what, head.gender, head.number = name.what, name.gender or head.gender, "s"
        head.partner = name
        _span(head, name)


def _span(atom: Atom, other: Atom) -> None:
    atom.first, atom.last = min(atom.first, other.first), max(atom.last, other.last)
    atom.start, atom.end = min(atom.start, other.start), max(atom.end, other.end)


def _agree(a: Atom, b: Atom) -> bool:
    if a.number and b.number and a.number != b.number:
        return False
    return _same_case(a, b)


def _same_case(a: Atom, b: Atom) -> bool:
    """Whether the cases of two atoms, where both are known, allow one to stand beside the other as its name."""
    return not (a.cases and b.cases) or bool(set(a.cases) & set(b.cases))
