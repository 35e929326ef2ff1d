"""The network of one document: what its figures say of one another, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.blame import SLACK, Suspect, cost_of, smallest, suspect
from tachograph.checking.certainty import sourced, vouched
from tachograph.checking.confidence import certain, given
from tachograph.checking.derivation import Derivation, derive
from tachograph.checking.figures import Figures
from tachograph.checking.localisation import Diagnosis, diagnose
from tachograph.checking.network import Conflict, Network, Relation, Sum
from tachograph.checking.repairs import value_repair
from tachograph.checking.rounding import rounding_of
from tachograph.checking.variables import Statement, Variable, canonical
from tachograph.checking.wording import of_variable, series_words, shown
from tachograph.core.claim import Verdict
from tachograph.core.finding import Finding, Repair, Step

# A conflict that several rules see is named after the first of these: the relation that says most.
_PRECEDENCE = ("growth", "share", "unit_conversion", "sum_of_parts", "bounds")
_READ = 0.1  # where two figures are less likely than this to be both read rightly, nothing follows from them
_MEANT = Fraction(1, 10)  # two figures for one thing further apart than this are probably two things
_POWERS = (Fraction(10), Fraction(1, 10), Fraction(100), Fraction(1, 100))
_NEAR = Fraction(1, 200)  # how far, in relation to itself, a computed figure may be from the stated one and confirm it


@dataclass(frozen=True)
class Balance:
    """The network of a document's figures, its conflicts and what agrees."""

    figures: Figures
    network: Network
    trusted: frozenset[Relation] = frozenset()

    @classmethod
    def of(cls, figures: Figures, relations: Sequence[Relation], trusted: frozenset[Relation] = frozenset()) -> Balance:
        """``trusted`` are the relations that hold as surely as their figures are read."""
        return cls(figures, Network(figures.statements, tuple(dict.fromkeys(relations))), trusted)

    def findings(self) -> Iterator[Finding]:
        for statements, relations in self.network.components():
            blamed: frozenset[int] = frozenset()
            for diagnosis in diagnose(self.network, statements, relations, self._cost, slack=SLACK):
                chosen = self._chosen(diagnosis)
                blamed |= {s.index for group, _ in chosen for s in group}
                yield from (self._contradiction(g, c) for g, c in chosen if not self._misread(g, c))
            yield from self._confirmations([s for s in statements if s not in blamed], relations)
        yield from self._unsettled()

    # --- what cannot stand ------------------------------------------------------------------------------------------

    def _cost(self, index: int) -> Fraction:
        return cost_of(self.figures, self.network.statements[index])

    def _chosen(self, diagnosis: Diagnosis) -> list[tuple[list[Suspect], list[Conflict]]]:
        """The likeliest diagnosis: one suspect for each group of conflicts that it explains, several if they tie."""
        suspects = {i: self._suspect(i, diagnosis) for _, blamed in diagnosis.blamed for i in blamed}
        weighed = [(sum((suspects[i].cost for i in blamed), Fraction(0)), blamed) for _, blamed in diagnosis.blamed]
        least = min(cost for cost, _ in weighed)
        best = [blamed for cost, blamed in weighed if cost == least]
        left, chosen = list(diagnosis.conflicts), list[tuple[list[Suspect], list[Conflict]]]()
        for index in sorted(frozenset.intersection(*best) if diagnosis.complete else diagnosis.sure):
            hit = [c for c in left if index in c.statements]
            left = [c for c in left if index not in c.statements]
            if hit:
                chosen.append(([suspects[index]], hit))
        for conflict in left:
            tied = [suspects[i] for i in sorted(frozenset().union(*best) & conflict.statements)]
            if tied and not any(tied == group for group, _ in chosen):
                chosen.append((tied, [conflict]))
        return chosen

    def _misread(self, suspects: Sequence[Suspect], conflicts: Sequence[Conflict]) -> bool:
        """Whether figures so far apart were rather read as being about the wrong things: unless all are certain."""
        stated = [self.network.statements[i] for i in smallest(conflicts).statements]
        read = sorted(max(self.figures.context.by_id[c].confidence for c in s.claims) for s in stated)
        if self._trusted(frozenset(r for c in conflicts for r in c.relations)):
            return False
        if prod(read[:2]) < _READ:
            return True
        if not any(s.foreign for s in suspects):
            return False
        return not certain(self.figures.context.by_id[c] for s in stated for c in s.claims)

    def _trusted(self, relations: frozenset[int]) -> bool:
        return bool(relations) and all(self.network.relations[r] in self.trusted for r in relations)

    def _suspect(self, index: int, diagnosis: Diagnosis) -> Suspect:
        hit = [c for c in diagnosis.conflicts if index in c.statements]
        return suspect(self.figures, self.network, index, hit, self._cost(index))

    def _contradiction(self, suspects: Sequence[Suspect], conflicts: Sequence[Conflict]) -> Finding:
        first = suspects[0]
        statement = self.network.statements[first.index]
        conflict = smallest(conflicts)
        stated = of_variable(statement.variable, statement.nominal)
        steps: tuple[Step, ...] = ()
        if plain := self._plain(conflict):
            message = plain
        elif first.derivation and not first.derivation.interval.meets(statement.interval):
            message, steps = f"{first.derivation.text}, not {stated}", first.derivation.steps
            conflict = first.conflict or conflict
        else:
            message, steps = self._crossing(conflict)
        certain = self._certain(first, conflict)
        localised = len(suspects) == 1 and self._localised(first, conflict)
        if not localised and len(conflict.statements) > 1:
            message += UNTOLD
        if not certain:
            message += ", unless one of them is about something else"
        last = Step(f"stated: {stated}", shown(statement.variable, statement.interval), statement.claims)
        repairs = tuple(r for s in suspects for r in s.repairs)
        return Finding(
            rule=self._rule(conflicts),
            verdict=Verdict.CONTRADICTED if certain else Verdict.IMPLAUSIBLE,
            claims=self._claims([s.index for s in suspects], conflict.statements),
            message=message,
            derivation=(*steps, last),
            repairs=repairs or (self._as_elsewhere(first, conflict) if localised else ()),
            blamed=statement.claims if localised else (),
        )

    def _localised(self, first: Suspect, conflict: Conflict) -> bool:
        """Whether it is this figure and no other: a telling slip mends it, or sources have all the others."""
        others = [self.network.statements[i] for i in conflict.statements if i != first.index]
        by_id = self.figures.context.by_id
        if first.slipped and (self._read(conflict) or not self._mended_elsewhere(first, conflict)):
            return True
        return all(any(sourced(self.figures, by_id[c], s) for c in s.claims) for s in others)

    def _mended_elsewhere(self, first: Suspect, conflict: Conflict) -> bool:
        """Whether a slip of the pen in another figure would mend a conflict as well."""
        others = conflict.statements - {first.index}
        return any(suspect(self.figures, self.network, i, [conflict], self._cost(i)).repairs for i in others)

    def _read(self, conflict: Conflict) -> bool:
        """Whether something besides the rules of reading says of all figures what they are about."""
        return all(vouched(self.figures, self.network.statements[i]) for i in conflict.statements)

    def _as_elsewhere(self, first: Suspect, conflict: Conflict) -> tuple[Repair, ...]:
        """The other figure that the text gives for the very same thing."""
        others = [self.network.statements[i] for i in conflict.statements if i != first.index]
        if conflict.relations or len(others) != 1:
            return ()
        wrong, right = (
            self.figures.context.by_id[s.claims[0]] for s in (self.network.statements[first.index], others[0])
        )
        return (value_repair(wrong, Fraction(right.quantity.value)),)

    def _plain(self, conflict: Conflict) -> str:
        """A conflict of two figures, said in words: one thing given twice, or a part above its whole; else empty."""
        context = self.figures.context
        claims = [context.by_id[self.network.statements[i].claims[0]] for i in sorted(conflict.statements)]
        if len(claims) != 2:
            return ""
        if not conflict.relations:
            both = " and ".join(c.quote for c in claims)
            return f"{both} are both given for {series_words(claims[0], context.pack)}"
        relation = self.network.relations[min(conflict.relations)]
        if len(conflict.relations) > 1 or not isinstance(relation, Sum) or len(relation.parts) > 1:
            return ""
        part, whole = sorted(claims, key=lambda c: context.scopes.get(c.id) != relation.parts[0].scope)
        if context.scopes.get(whole.id) != relation.total.scope or canonical(part.period) != relation.parts[0].period:
            part, whole = whole, part
        inner, outer = (f"{c.quote} for {series_words(c, context.pack)}" for c in (part, whole))
        return f"{inner} is more than {outer}, which includes it"

    def _certain(self, first: Suspect, conflict: Conflict) -> bool:
        """Whether this is no misreading: all figures are vouched for, or a slip of the pen explains all of it."""
        if self._trusted(conflict.relations) or self._read(conflict):
            return True
        return first.slipped and bool(conflict.relations)

    def _crossing(self, conflict: Conflict) -> tuple[str, tuple[Step, ...]]:
        """A conflict as the two values that its figures give for one thing."""
        variable, texts, steps = conflict.variable, list[str](), list[Step]()
        for bound, words in ((conflict.low, "at least"), (conflict.high, "at most")):
            own = [self.network.statements[i] for i in bound.statements]
            found = derive(self.network, bound.statements, bound.relations, variable)
            value = of_variable(variable, bound.value)
            if found and bound.relations:
                texts.append(f"{found.text}, {words} {value}")
                steps += found.steps
            else:
                texts.append(f"{words} {value} as stated" if len(own) == 1 else f"{words} {value}")
        return "; but ".join(texts), tuple(steps)

    def _rule(self, conflicts: Sequence[Conflict]) -> str:
        rules = {self.network.relations[r].rule for c in conflicts for r in c.relations}
        if not rules:  # two figures for one thing: a mark not reached, or one of them wrong
            stated = [self.network.statements[i].interval for c in conflicts for i in c.statements]
            return "cross_source" if all(i.bounded for i in stated) else "bounds"
        return min(rules, key=lambda r: (_PRECEDENCE.index(r) if r in _PRECEDENCE else len(_PRECEDENCE), r))

    def _claims(self, first: Iterable[int], others: Iterable[int]) -> tuple[str, ...]:
        place = self.figures.context.position
        lead = [c for i in first for c in self.network.statements[i].claims]
        rest = {c for i in others for c in self.network.statements[i].claims} - set(lead)
        return (*dict.fromkeys(lead), *sorted(rest, key=place.__getitem__))

    # --- what agrees ------------------------------------------------------------------------------------------------

    def _confirmations(self, statements: Sequence[int], relations: Sequence[int]) -> Iterator[Finding]:
        about: dict[Variable, list[int]] = {}
        for index in statements:
            about.setdefault(self.network.statements[index].variable, []).append(index)
        within: dict[Variable, list[Variable]] = {}
        for number in relations:
            relation = self.network.relations[number]
            if any(v not in about for v in relation.variables):
                continue
            focus = _focus(relation)
            if isinstance(relation, Sum) and focus is None:
                within.setdefault(relation.total, []).extend(relation.parts)
                continue
            assert focus is not None
            used = [i for v in relation.variables if v != focus for i in about[v]]
            derivation = derive(self.network, used, (number,), focus)
            agreeing = [i for i in about[focus] if derivation and agrees(self.network.statements[i], derivation)]
            if derivation and agreeing:
                stated = [self.network.statements[i] for i in agreeing]
                yield self._agreement(relation.rule, stated, used, derivation)
        for whole, parts in within.items():
            yield self._consistency(whole, tuple(dict.fromkeys(parts)), about)

    def _unsettled(self) -> Iterator[Finding]:
        """Of two figures for one thing, the one that the others yield, and the one that they do not."""
        groups: dict[Variable, list[Statement]] = {}
        for statement in self.figures.unsettled:
            groups.setdefault(statement.variable, []).append(statement)
        for variable, group in groups.items():
            for number in self.network.tying(variable):
                relation = self.network.relations[number]
                about = [self.network.about(v) for v in relation.variables if v != variable]
                if not all(about) or (isinstance(relation, Sum) and not relation.complete):
                    continue
                used = [i for stated in about for i in stated]
                derivation = derive(self.network, used, (number,), variable)
                right = [s for s in group if derivation and agrees(s, derivation)]
                wrong = [
                    s for s in group if derivation and (_near_miss(s, derivation) or self._is_amiss(s, derivation))
                ]
                if derivation and right:
                    yield self._agreement(relation.rule, right, used, derivation)
                    if wrong:
                        yield self._disagreement(relation.rule, wrong, right, derivation)
                    break

    def _is_amiss(self, statement: Statement, derivation: Derivation) -> bool:
        """Whether a figure that nobody had to read is not the computed one: it is of nothing else."""
        own = given(self.figures.context.by_id[c] for c in statement.claims)
        return own and not statement.interval.meets(derivation.interval)

    def _disagreement(
        self, rule: str, wrong: Sequence[Statement], right: Sequence[Statement], derivation: Derivation
    ) -> Finding:
        claims = tuple(c for s in (*wrong, *right) for c in s.claims)
        named = ", ".join(of_variable(s.variable, s.nominal) for s in wrong)
        good = ", ".join(of_variable(s.variable, s.nominal) for s in right)
        message = f"{derivation.text}, as {good} says; {named} is also given for it"
        blamed = tuple(c for s in wrong for c in s.claims)
        read = certain(self.figures.context.by_id[c] for c in claims)
        verdict = Verdict.CONTRADICTED if read else Verdict.IMPLAUSIBLE
        repairs = tuple(
            value_repair(
                self.figures.context.by_id[c], Fraction(self.figures.context.by_id[right[0].claims[0]].quantity.value)
            )
            for c in blamed
        )
        return Finding(rule, verdict, claims, message, derivation.steps, (), repairs, blamed)

    def _consistency(self, whole: Variable, parts: Sequence[Variable], about: Mapping[Variable, list[int]]) -> Finding:
        """That parts are no larger than their whole: nothing against either, and nothing that proves them."""
        used = [i for part in parts for i in about[part]]
        names = ", ".join(of_variable(p, self.network.statements[about[p][0]].nominal) for p in parts)
        value = of_variable(whole, self.network.statements[about[whole][0]].nominal)
        message = f"{names} within {value}"
        claims = self._claims(about[whole], used)
        interval = shown(whole, self.network.statements[about[whole][0]].interval)
        return Finding("bounds", Verdict.CONSISTENT, claims, message, (Step(message, interval, claims),))

    def _agreement(
        self, rule: str, stated: Sequence[Statement], used: Sequence[int], derivation: Derivation
    ) -> Finding:
        value = of_variable(stated[0].variable, stated[0].nominal)
        lead = tuple(dict.fromkeys(c for s in stated for c in s.claims))
        claims = (*lead, *(c for c in self._claims((), used) if c not in lead))
        remark = rounding_of(self.figures.context.by_id[lead[0]], stated[0].variable, derivation.nominal)
        message = f"{derivation.text}, stated as {value}{remark}"
        return Finding(rule, Verdict.CONFIRMED, claims, message, derivation.steps)


def _focus(relation: Relation) -> Variable | None:
    """What a relation is checked by: the rate of two levels, the difference, or the total of a complete list."""
    if isinstance(relation, Sum):
        if relation.signed:
            return relation.parts[-1]
        return relation.total if relation.complete else None
    return relation.factor


def _near_miss(statement: Statement, derivation: Derivation) -> bool:
    """Whether a figure is not the computed one, but so close that it was meant to be."""
    off, value = abs(statement.nominal - derivation.nominal), abs(derivation.nominal)
    powers = any(abs(statement.nominal - value * p) <= value * p * _NEAR for p in _POWERS)
    return not statement.interval.meets(derivation.interval) and (off <= value * _MEANT or powers)


def agrees(statement: Statement, derivation: Derivation) -> bool:
    """Whether a computed figure confirms a stated one: compatible with all roundings, and close as printed.

    Figures compatible only because they are very round confirm nothing, so the printed figures themselves must give
    the stated one within its own rounding, or within half a percent of it.
    """
    if not statement.interval.meets(derivation.interval):
        return False
    off = abs(derivation.nominal - statement.nominal)
    if off <= abs(statement.nominal) * _NEAR:
        return True
    return statement.interval.bounded and statement.interval.contains(derivation.nominal)
