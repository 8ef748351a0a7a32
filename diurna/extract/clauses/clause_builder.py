"""Building clauses: units are read left to right with a stack of open clauses.

Finite verbs, markers and stops open and close them; commas only give hints, except where a language sets one at every clause.
"""

from __future__ import annotations

from diurna.analysis import Sentence
from diurna.extract.clauses import antecedents, closings, fronted, verb_second, verbs
from diurna.extract.clauses.bare_verbs import BareVerb
from diurna.extract.clauses.inversion import Inversion
from diurna.extract.clauses.syntax import Clause, Kind
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb, is_comma
from diurna.langs.settings import Settings
from diurna.langs.speech import Speech


class Builder:
    """Builds the clauses of one sentence from its units; `clauses()` gives them in the order they opened."""

    def __init__(self, units: list[Unit], settings: Settings, speech: Speech, sentence: Sentence) -> None:
        self.units, self.s, self.speech, self.sentence = units, settings, speech, sentence
        self.all: list[Clause] = []
        self.current = self.open("main", None)
        self.paused: tuple[Clause, Unit] | None = None  # the clause that a report is put into, and the comma that ends the report

    def open(self, kind: Kind, parent: Clause | None) -> Clause:
        clause = Clause(kind, parent=parent)
        if parent is not None:
            parent.children.append(clause)
        self.all.append(clause)
        return clause

    def clauses(self) -> list[Clause]:
        for index, unit in enumerate(self.units):
            if isinstance(unit, Phrase):
                self.phrase(unit)
            elif isinstance(unit, Verb):
                self.verb(unit, index)
            else:
                self.marker(unit)
        found = [c for c in self.all if c.verb is not None or c.units]
        verb_second.opening(found, self.sentence.tokens, self.s)
        fronted.governed(found, self.sentence.tokens, self.s)
        return found

    def phrase(self, p: Phrase) -> None:
        """Add a phrase to the open clause; the noun a participle before it modifies goes on with the clause around it."""
        if verb_second.reflexive(self.sentence.tokens, self.s, p):
            self.current.reflexive = True
            if self.current.verb is not None:
                self.current.verb.reflexive = True
            return
        c = self.current
        if c.kind == "part" and c.antecedent is None and c.verb is not None and c.parent is not None and not p.prep and p.owner is None:
            if closings.agree(self.cases(c.verb), p.cases):
                c.antecedent = p
                self.current = c.parent
        self.current.units.append(p)

    def cases(self, v: Verb) -> str:
        return self.sentence.tokens[v.head].cases if self.s.case else ""

    def marker(self, m: Marker) -> None:
        c = self.current
        if m.kind == "comma":
            if self.paused is not None and m is self.paused[1]:
                self.current = c = self.paused[0]
                self.paused = None
            if (verb_second.ended(c, self.s) or (c.kind == "that" and c.antecedent is not None)) and c.parent is not None:
                self.current = c = c.parent
            c.comma = len(c.units)
            c.units.append(m)
        elif m.kind == "and":
            c.joined = len(c.units)
            c.units.append(m)
        elif m.kind == "stop":
            root = closings.root(c)
            if root.verb is not None or m.norm in (";", ":") or (self.s.verb_final and verb_second.lone_dash(self.units)):
                self.current = self.open("main", None)
                self.current.before = root if root.verb is not None and m.norm != "." else None
            else:
                self.current = root
                root.comma = len(root.units)
        elif m.kind == "open":
            self.current = self.open("paren", c)
        elif m.kind == "close":
            while self.current.kind != "paren" and self.current.parent is not None:
                self.current = self.current.parent
            if self.current.kind == "paren" and self.current.parent is not None:
                self.current = self.current.parent
        elif m.kind == "particle":
            self.particle(m)
        elif m.kind in ("that", "if", "sub", "rel"):
            self.subordinate(m)
        else:
            tokens = self.sentence.tokens
            if self.s.verb_final and m.norm in self.s.negators and c.verb is not None and verb_second.negates(tokens, self.s, m.first):
                c.verb.negated = True
            c.units.append(m)

    def particle(self, m: Marker) -> None:
        c: Clause | None = self.current
        while c is not None:
            v = c.verb
            if v is not None and v.form == "fin" and v.head == v.last - 1 and not v.auxiliary_only:
                v.lemma = v.lemma if verb_second.adverb(m, v, self.speech, self.s) else m.norm + v.lemma
                return
            c = c.parent

    def subordinate(self, m: Marker) -> None:
        parent = self.current
        kind: Kind = "that" if m.kind == "that" else "if" if m.kind == "if" else "rel" if m.kind == "rel" else "sub"
        if (
            parent.verb is not None
            and kind != "rel"
            and parent.kind in ("that", "if", "sub", "rel")
            and parent.joined == len(parent.units) - 1 >= 0
        ):
            base = parent
            parent = parent.parent or parent
            clause = self.open(kind, parent)
            clause.base = base if base.kind == kind else None
        else:
            clause = self.open(kind, parent)
        clause.marker = m
        if kind == "rel":
            before = [u for u in parent.units if isinstance(u, Phrase)]
            found = antecedents.of(before, parent.units, self.sentence.tokens, self.s, m.norm in self.s.complementisers)
            clause.antecedent = antecedents.agreeing(found, before, m.first, self.sentence.tokens, self.s)
        self.current = clause

    def verb(self, v: Verb, index: int) -> None:
        if closings.gerund_row(self.current, v, self.s):
            v.form, v.passive = "ger", False
        bare = BareVerb(v, index, self.units, self.current, self.sentence.tokens, self.s)
        final = verb_second.final(v, index, self.units, self.all, self.current, self.sentence.tokens, self.speech)
        if final is not None and self.s.verb_final:
            bare.share(final)
        elif bare.mend(self.lacking(self.current)):
            pass
        elif (lead := bare.lead()) is not None:
            bare.share(lead)
            return self.coordinate(self.current, v, bare.joint())
        if v.form == "fin":
            if (end := Inversion(self.units, index, self.sentence.tokens, self.speech, self.s).inserted(v, self.current)) is not None:
                self.paused = self.current.parent if self.current.kind == "if" and self.current.parent else self.current, end
                return self.tag(v)
            return self.tag(v) if self.inverted(v, index) else self.finite(v, index)
        merged = self.bracket(v)
        if merged:
            return None
        c = self.current
        if v.form == "inf":
            moved = closings.trailing(c) if self.s.verb_final else []
            row = not v.marker and closings.infinitive_row(c, self.s)
            upper = (c.parent or c) if row else antecedents.governing(c, v, self.s)
            clause = self.open("inf", upper if upper.verb is not None or upper.units else upper.parent or upper)
            clause.base = None if upper is c else c
            clause.units.extend(moved)
            verb_second.purpose(clause, v, self.sentence.tokens, self.s)
            v.passive = v.passive or (c.verb is not None and c.verb.reflexive and c.verb.lemma in self.s.seeing)
        elif v.form == "ger":
            row = closings.gerund_row(c, v, self.s)
            clause = self.open("ger", c.parent if row else closings.told_by(c, v, self.speech, self.s))
            clause.base = c if row else None
            clause.antecedent = antecedents.right_before(self.units, index) if self.s.gerund_modifies and not v.marker else None
        else:
            row = antecedents.participle_row(c, v, self.units, index, self.sentence.tokens, self.s)
            clause = self.open("part", c.parent if row else c)
            apart = closings.behind_comma(self.units, index) and not row
            far = antecedents.described(self.units, index, self.sentence.tokens) if self.s.by_case else None
            loose = bare.keeps() or (v.tense == "pres" and apart)
            shown = () if self.s.case or self.s.bare_complements else self.sentence.tokens
            near = None if loose else antecedents.right_before(self.units, index, shown)
            clause.antecedent = c.antecedent if row else far or near
            if apart and clause.antecedent is not None and self.s.prodrop and not self.s.case:
                clause.antecedent = antecedents.of_participle(clause.antecedent, c, self.sentence.tokens[v.head], self.sentence.tokens)
            if clause.antecedent is not None and self.s.case and not self.s.verb_final:
                own, other = self.cases(v), clause.antecedent.cases
                clause.antecedent = clause.antecedent if not own or not other or closings.agree(own, other) else None
        clause.verb = v
        clause.units.append(v)
        if self.s.verb_final and c.reflexive and (c.verb is None or c.verb.auxiliary_only):
            v.reflexive = True
        self.current = clause
        return None

    def bracket(self, v: Verb) -> bool:
        """Join a participle or infinitive to the auxiliary it completes across other words ("hat ... verurteilt")."""
        c: Clause | None = self.current
        while c is not None:
            aux = c.verb
            causes = aux is not None and aux.lemma in self.s.causative and v.form == "inf" and self.s.verb_final
            exists = aux is not None and self.sentence.tokens[aux.head].norm in self.s.existential
            if aux is not None and (aux.auxiliary_only or causes) and aux.form in ("fin", "inf") and not v.marker and not exists:
                if v.form in ("part", "inf") and (
                    self.s.verb_final or (c is self.current and closings.adjacent(c, self.sentence.tokens, self.s))
                ):
                    verbs.merge(aux, v, self.s)
                    return True
            if not self.s.verb_final or c.kind not in ("inf", "ger", "part", "paren"):
                break
            c = c.parent
        return False

    def finite(self, v: Verb, index: int) -> None:
        self.current = c = antecedents.contact(self.current, self.all, self.sentence.tokens, self.speech, self.s)
        if (at := verb_second.of_noun(c, v, self.sentence.tokens, self.s)) > 0:
            self.tell(c, v, at)
            return
        if closings.zero_copula(c, self.s):
            assert c.parent is not None
            self.current = c = c.parent
            c.joined = len(c.units)
            c.units.append(Marker(v.first - 1, "and", ""))
        if c.verb is None and c.kind not in ("inf", "ger", "part"):
            self.take(c, v)
            return
        if c.verb is not None and c.verb.auxiliary_only and self.s.case and not self.s.verb_final and c.verb.future:
            verbs.merge(c.verb, v, self.s)
            return
        if self.s.bare_complements and c.kind == "rel" and (told := closings.reported(c, self.speech)):
            if told == "complement" and self.bare_complement(c, v):
                return
            if told == "pronoun":
                self.take(self.open_relative(c), v)
                return
        if closings.supposed(c, v, self.speech, self.s):
            self.take(self.open_relative(c), closings.doubted(v))
            return
        if (upper := closings.reopened(c, self.sentence.tokens, self.s)) is not None:
            self.current = c = upper
        if c.joined >= 0 and closings.nominative_only(c.units[c.joined + 1 :]) and not self.awaited(c) and (at := self.split(c)) >= 0:
            self.coordinate(c, v, at)
            return
        if not self.s.verb_final and (joint := antecedents.joint_above(c)) is not None:
            self.coordinate(joint, v, self.split(joint))
            return
        row = self.s.bare_complements and closings.ends_member(c)
        if row and c.kind == "rel" and (upper := c.parent) is not None and closings.tells(upper, c, self.speech):
            upper.units = [u for u in upper.units if not is_comma(u) or u is not upper.units[-1]]
            if self.bare_complement(upper, v):
                return
        if row and c.kind == "that" and not closings.awaited(c):
            self.coordinate(c, v, len(c.units) - 1)
            return
        moved = closings.trailing(c)
        open_one = c.parent
        while open_one is not None and (open_one.verb is not None or open_one.kind in ("inf", "ger", "part")):
            open_one = open_one.parent
        if open_one is not None:
            open_one.units.extend(moved)
            self.current = open_one
            self.take(open_one, v)
            return
        if self.s.bare_complements and not moved and not row and self.bare_complement(c, v):
            return
        new = self.open("main", None)
        new.base = closings.root(c) if not any(isinstance(u, Phrase) and not u.prep for u in moved) else None
        if self.s.verb_final and not moved and isinstance(before := self.units[index - 1], Marker) and before.kind == "comma":
            new.base = None if verb_second.pronoun(self.units[index + 1 :], self.sentence.tokens) else verb_second.row(c, v)
            verb_second.condition(new, v, self.units[index + 1 :], self.sentence.tokens, self.s)
        c.joint = new if self.s.by_case and new.base is c and closings.right_behind(c, moved, self.s) else c.joint
        self.begin(new, moved, v)

    def begin(self, c: Clause, moved: list[Unit], v: Verb) -> None:
        """Go on in a new clause, with what stood before its verb."""
        c.units.extend(moved)
        self.current = c
        self.take(c, v)

    def tell(self, c: Clause, v: Verb, at: int) -> None:
        """Open what a noun of a clause tells, from the unit at `at` on; the comma behind it closes it."""
        noun, self.current = c.units[at - 2], self.open("that", c)
        self.current.antecedent = noun if isinstance(noun, Phrase) else None
        self.current.units.extend(c.units[at:])
        del c.units[at:]
        self.take(self.current, v)

    def inverted(self, v: Verb, index: int) -> bool:
        """Whether a reporting verb follows what it reports: a quotation, or clauses of which none still waits for its verb."""
        quoted = any(isinstance(u, Marker) and u.kind == "quote" for u in self.units[max(0, index - 2) : index])
        open_one: Clause | None = self.current
        while open_one is not None and open_one.verb is not None:
            open_one = open_one.parent
        return (quoted or open_one is None) and Inversion(self.units, index, self.sentence.tokens, self.speech, self.s).holds(v)

    def tag(self, v: Verb) -> None:
        """Open the clause of a reporting verb behind what it reports: "..., said X"."""
        self.current = self.open("main", None)
        self.current.inverted = True
        self.take(self.current, v)

    def open_relative(self, c: Clause) -> Clause:
        """Open what the verb of saying in a relative clause says of the pronoun's noun: "the raid, which X said was a mistake"."""
        self.current = self.open("rel", c)
        self.current.antecedent, self.current.marker = c.antecedent, c.marker
        return self.current

    def bare_complement(self, c: Clause, v: Verb) -> bool:
        """A complement without "that": the phrase between two finite verbs is the second one's subject ("they say the army fled")."""
        units = c.units
        at = len(units)
        while at > 0 and isinstance(unit := units[at - 1], Phrase) and (unit.owner is not None or unit.prep or at == len(units)):
            at -= 1
            if not unit.prep and unit.owner is None:
                break
        subject = units[at] if at < len(units) else None
        if not isinstance(subject, Phrase) or subject.prep or subject.owner is not None or c.verb not in units[:at]:
            return False
        clause, moved = self.open("that", c), units[at:]
        del units[at:]
        self.begin(clause, moved, v)
        return True

    def split(self, c: Clause) -> int:
        """Where the coordinated clause begins: at the last "and" that joins clauses, not at one between two subjects of the new verb."""
        if self.s.verb_final and (at := verb_second.asyndetic(c)) >= 0:
            return at
        at = c.joined
        while at > 0:
            before, after = c.units[at - 1], c.units[at + 1] if at + 1 < len(c.units) else None
            if not (isinstance(before, Phrase) and isinstance(after, Phrase) and (after in before.group or before.owner in after.group)):
                return at
            if c.kind in ("ger", "inf", "part") and closings.spans(before, after, self.s, after is c.units[-1]):
                return -1  # "between Friday and Saturday they ..." joins no clauses, "accused of spying and Moscow has ..." does
            earlier = next((i for i in range(at - 1, -1, -1) if isinstance(m := c.units[i], Marker) and m.kind == "and"), -1)
            if earlier < 0 or not closings.nominative_only(c.units[earlier + 1 :]):
                break
            at = earlier
        return c.joined

    def awaited(self, c: Clause) -> bool:
        """Whether a finite verb behind a participle's "A and B" is the one its upper clause lacks: "the treaty signed by A and B holds"; or
        behind a relative clause that a comma closes: "Oslo, which let in A and B, will not let in C"."""
        if c.kind == "rel" and c.parent is not None and isinstance(end := c.units[-1], Marker) and end.kind == "comma":
            joint = c.units[c.joined - 1 : c.joined + 2] if c.joined > 0 else []
            pair = len(joint) == 3 and isinstance(a := joint[0], Phrase) and isinstance(b := joint[2], Phrase) and b in a.group
            return pair and c.parent.verb is None and bool(c.parent.phrases())
        return c.kind == "part" and self.lacking(c)

    def lacking(self, c: Clause) -> bool:
        """Whether the clause around a participle, gerund or infinitive still lacks its finite verb."""
        base: Clause | None = c
        while base is not None and base.kind in ("inf", "ger", "part"):
            base = base.parent
        return base is not None and base.verb is None and bool(base.phrases())

    def coordinate(self, c: Clause, v: Verb, at: int) -> None:
        moved = c.units[at + 1 :]
        del c.units[at:]
        if len([u for u in moved if isinstance(u, Phrase)]) == 1 and isinstance(moved[0], Phrase) and len(moved[0].group) > 1:
            group = moved[0].group
            if group[0] is not moved[0]:
                group.remove(moved[0])
                moved[0].group = [moved[0]]
                moved[0].owner = None if not moved[0].prep else moved[0].owner
        base = c
        while base.kind in ("inf", "ger", "part") and base.parent is not None:
            base = base.parent
        if self.s.verb_final and base.parent is not None and not moved and self.sentence.tokens[v.head].form != "part":
            base = closings.root(base)
        base = self.partner(antecedents.around_relative(base, moved, self.s), v, bool(c.units) and is_comma(c.units[-1]))
        new = self.open(base.kind, base.parent)
        new.base, new.antecedent, new.marker = base, base.antecedent, base.marker
        c.joint = new if closings.right_behind(c, moved, self.s) else c.joint
        self.begin(new, moved, v)

    def partner(self, base: Clause, v: Verb, apart: bool = False) -> Clause:
        """The clause a verb is coordinated with: that around a "that" clause where only its verb agrees or reports as the new one does:
        "informó de que varios resultaron heridos y anunció que ..."; `apart`, behind a comma, around a relative clause."""
        if self.s.verb_final and (reporting := verb_second.reporting(self.all, base, v, self.speech)) is not None:
            return reporting
        upper = base.parent
        while upper is not None and upper.verb is None:
            upper = upper.parent
        inner = base.verb
        if upper is None or upper.verb is None or inner is None or inner.form != "fin":
            return base
        governing = upper.verb
        told = governing.mood == "ind" == v.mood and inner.mood == "sub" and self.s.prodrop and not self.s.case
        if base.kind in ("that", "sub", "if") and told:
            return self.partner(upper, v)  # "exigió que la retire y advirtió de que ..."
        if base.kind == "sub" and upper.kind == "that" and (told_by := upper.parent) is not None and told_by.verb is not None:
            upper, governing = told_by, told_by.verb  # "told X the war would go on once the pause ended and rejected calls ..."
        if base.kind != "that" and not (base.kind in ("rel", "sub") and self.s.bare_complements):
            return antecedents.beyond(base, upper, v, self.sentence.tokens, self.s) if apart else base
        disagrees = bool(v.number and inner.number and inner.number != v.number and governing.number == v.number)
        romance = self.s.prodrop and not self.s.case and bool(governing.number)
        if romance and base.kind == "that" and v.number == inner.number != governing.number:
            return base  # "sostuvo que los agentes extorsionaron y amenazaron a civiles"
        return upper if (disagrees and base.kind == "that") or closings.reports(v, governing, inner, self.speech, self.s) else base

    def take(self, c: Clause, v: Verb) -> None:
        c.verb = v
        v.reflexive = v.reflexive or c.reflexive
        c.units.append(v)
        c.joined = -1
        c.comma = 0 if c.comma == len(c.units) else c.comma
