"""Learning what figures follow from, and how well that finds made-up errors in articles that were left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.choice import Choice, fitted
from evaluation.scorecards import PACKS, written
from evaluation.texts import Text, texts, tied_texts
from tachograph.checking.linking import chosen
from tachograph.core.pack import Pack
from tachograph.core.scorecard import Scorecard
from tachograph.packs.loader import load_pack

FOLDS = 5
SURE = (0.99, 0.98, 0.97, 0.95, 0.9, 0.8)


@dataclass(frozen=True)
class Known:
    """A figure of an article, ``read`` from it or annotated, of which it is known what it follows from.

    ``as_is`` is none if nothing is asked of the figure as it stands; ``errors`` are the same figure's choices after a
    figure it follows from was misprinted.
    """

    article: str
    read: bool
    as_is: Choice | None
    errors: tuple[Choice, ...]

    def choices(self) -> Iterator[tuple[Choice, bool]]:
        """What is chosen from, and whether an error was made in it."""
        if self.as_is:
            yield self.as_is, False
        for choice in self.errors:
            yield choice, True


@dataclass(frozen=True, slots=True)
class Judged:
    """How surely a figure is held to figures that do not give it, and whether that is right; 0 if it is not held."""

    chance: float
    error: bool
    right: bool


@dataclass(frozen=True)
class Lesson:
    """One kind of figures that follow from others: what is known of it in a text, and where its weights are shipped.

    ``figures`` is what they are called, ``means`` the head of the file, ``is_given`` tells the signals of a formula
    that gives its figure as it stands.
    """

    figures: str
    program: str
    means: str
    known_of: Callable[[Text, Pack], Iterable[Known]]
    is_given: Callable[[str], bool]

    @property
    def path(self) -> Path:
        return PACKS / f"{self.program.rpartition('.')[2]}.toml"

    def known(self) -> tuple[Known, ...]:
        """All that is learned from, in a fixed order."""
        pack = load_pack()
        return tuple(one for text in texts(pack) for one in self.known_of(text, pack))

    def held_out(self, card: Scorecard) -> list[Judged]:
        """What a scorecard says of the articles of ``tied`` that take no part."""
        pack = load_pack()
        return [
            j for text in tied_texts("held", pack) for one in self.known_of(text, pack) for j in self.judge(one, card)
        ]

    def judge(self, one: Known, card: Scorecard) -> Iterator[Judged]:
        """What a scorecard says of a figure as it is, and with errors."""
        for choice, error in one.choices():
            chances = chosen([card.log_odds(signals) for signals in choice.signals])
            best = max(range(len(chances)), key=chances.__getitem__)
            held = not any(map(self.is_given, choice.signals[best]))
            yield Judged(chances[best] if held else 0.0, error, choice.right[best])

    def cross_validated(self, known: Sequence[Known]) -> list[Judged]:
        """What is said of figures read from articles left out, as they are and with errors."""
        articles = sorted({one.article for one in known})
        fold = {article: n % FOLDS for n, article in enumerate(articles)}
        judged = []
        for left_out in range(FOLDS):
            card = fitted(choices([one for one in known if fold[one.article] != left_out]), closely=False)
            here = [one for one in known if one.read and fold[one.article] == left_out]
            judged += [j for one in here for j in self.judge(one, card)]
        return judged

    def written(self, card: Scorecard) -> str:
        """The file that is shipped."""
        return written(card, self.means, self.program)

    def table(self, judged: Sequence[Judged]) -> str:
        """How many errors are found at what chance, and how many figures are called wrong that are not."""
        errors, clean = sum(j.error for j in judged), sum(not j.error for j in judged)
        lines = [f"{clean} {self.figures} as they are, {errors} with an error made up in their figures"]
        for sure in SURE:
            held = [j for j in judged if j.chance >= sure]
            found, elsewhere = sum(j.error and j.right for j in held), sum(j.error and not j.right for j in held)
            alarms = sum(not j.error for j in held)
            lines.append(
                f"held at {sure}: {found} errors found, {elsewhere} by the wrong figures, {alarms} false alarms"
            )
        return "\n".join(lines)

    def teach(self) -> None:
        """Train, write the file, and print what it finds."""
        known = self.known()
        card = fitted(choices(known))
        self.path.write_text(self.written(card), encoding="utf-8", newline="\n")
        print(f"Of articles left out: {self.table(self.cross_validated(known))}\n")
        print(f"Of the articles of tied that are held out: {self.table(self.held_out(card))}")


def choices(known: Iterable[Known]) -> list[Choice]:
    """Every figure as the regression sees it, with and without errors."""
    return [choice for one in known for choice, _ in one.choices()]
