"""Cards: a value, or a measure of sales, with its promises, all of one size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import streamlit as st

from dashboard import results
from dashboard.card_facts import facts_words
from dashboard.charts import sparkline
from dashboard.counting import how_we_count
from dashboard.plain import plain
from dashboard.tongue import in_this_language
from dashboard.view import View
from intake.quality.known import Known
from metrics.own_words import spoken
from metrics.periods import Period
from metrics.questions import Filters
from metrics.scorecard import Card, Fared, Scorecard
from metrics.sentences import main_sentence
from metrics.tension import Kind as PairKind
from metrics.tension import Pair, pairs_of, pairs_on
from metrics.tension_words import pair_words
from metrics.trend_words import standing_words
from metrics.values import Values
from metrics.verdicts import Verdict, verdict_words
from metrics.wording import amount_words, change_words, judged_words
from words import in_language, language, say
from words import known as translated

Color = Literal["green", "gray", "orange", "red"]
LOOKS: dict[Verdict, tuple[str, Color]] = {
    Verdict.KEPT: ("check_circle", "green"),
    Verdict.PROBABLY_KEPT: ("check", "green"),
    Verdict.CANT_TELL: ("help", "gray"),
    Verdict.PROBABLY_BROKEN: ("warning", "orange"),
    Verdict.BROKEN: ("cancel", "red"),
    Verdict.TOO_FEW: ("hourglass_empty", "gray"),
    Verdict.NO_DATA: ("remove", "gray"),
}
COLUMNS, NARROWEST = 5, 218
SMALL_CHART = 40
# A line of an action or a sentence, in pixels and in letters: all cards have room
# for the longest, so that their promises stand level.
LINE, LINE_LENGTH = 24, 30
# A line below a number, and a promise without such lines.
SMALL_LINE, SMALL_LENGTH = 21, 36
PROMISE = 156
SHORT = 4  # letters of a short name that stands before the whole one


@dataclass(frozen=True)
class _Line:
    """What is said of a promise, its number with the lines below it."""

    fared: Fared
    title: str
    name: str
    amount: str
    verdict: str
    change: str | None
    facts: tuple[str, ...]


@dataclass(frozen=True)
class _Face:
    """All that a card says: its head, a line for each promise, and its foot."""

    card: Card
    action: str
    sentence: str
    lines: tuple[_Line, ...]
    together: tuple[str, ...]

    @property
    def height(self) -> int:
        """Pixels that it takes below its head, roughly: letters differ in width."""
        every = (*(fact for line in self.lines for fact in line.facts), *self.together)
        many = sum(1 + len(text) // SMALL_LENGTH for text in every)
        return PROMISE * len(self.lines) + SMALL_LINE * many


def card_walls(view: View, scorecard: Scorecard, *, charts: bool) -> None:
    """Service and sales, at one size: what a card lacks in words its charts have."""
    service, sales = _faces(
        view.version,
        view.values,
        view.period,
        view.through,
        view.filters,
        language(),
    )
    everything = (*service, *sales)
    actions = _room(face.action for face in everything)
    sentences = _room(face.sentence for face in everything)
    most = max(face.height for face in everything)
    for faces, wall, heading in (
        (service, "service", say("Service: the values we declare")),
        (sales, "sales", say("Sales")),
    ):
        if not faces:
            continue
        st.subheader(heading)
        grid = st.grid(
            min(COLUMNS, len(faces)),
            min_column_width=NARROWEST,
            border=True,
            gap="xsmall",
        )
        for place, face in enumerate(faces):
            with grid.cell(), st.container(gap=None):
                _heading(face, actions, sentences)
                spare = (most - face.height) // len(face.lines)
                key = f"{wall}-{place}"
                _body(scorecard, face, key, SMALL_CHART + spare, charts=charts)


@results.whole()
def _faces(
    version: str,
    values: Values,
    period: Period,
    through: datetime,
    filters: Filters,
    tongue: str,
) -> tuple[tuple[_Face, ...], tuple[_Face, ...]]:
    """Those of service and of sales, in a language."""
    scorecard = results.scorecard(version, values, period, through, filters)
    known = results.known(version, values, scorecard.data_through)
    with in_language(tongue):
        pairs = pairs_of(scorecard)
        service, sales = (
            tuple(_face(scorecard, card, known, pairs) for card in cards)
            for cards in (scorecard.values, scorecard.sales)
        )
    return service, sales


def _face(
    scorecard: Scorecard, card: Card, known: Known, pairs: Sequence[Pair]
) -> _Face:
    return _Face(
        card,
        spoken(card.action),
        main_sentence(card),
        tuple(_line(scorecard, card, fared, known) for fared in card.promises),
        tuple(_together(scorecard, card, pairs)),
    )


def _line(scorecard: Scorecard, card: Card, fared: Fared, known: Known) -> _Line:
    return _Line(
        fared,
        _title(card, fared),
        plain(spoken(fared.name)),
        amount_words(fared.reading.amount, fared.unit),
        plain(verdict_words(fared.verdict)),
        _change(fared),
        facts_words(scorecard, fared, known),
    )


def _room(texts: Iterable[str]) -> int:
    """Pixels that the longest of some texts takes."""
    return LINE * (1 + max(map(len, texts)) // LINE_LENGTH)


def _body(
    scorecard: Scorecard, face: _Face, key: str, height: int, *, charts: bool
) -> None:
    """Each promise with a chart of some height, what they do together, a way on."""
    for number, line in enumerate(face.lines):
        own = f"{key}-{number}"
        if number:
            st.space("xsmall")
        _promise(scorecard, line, own)
        if charts:
            sparkline(line.fared, height, own)
        else:
            st.space(height)
        st.caption("  \n".join(map(plain, line.facts)))
    for sentence in face.together:
        st.caption(sentence)
    if charts:  # the first run of a session is followed by another, which
        _opener(scorecard, face.card)  # could overtake a click


def _heading(face: _Face, action_height: int, sentence_height: int) -> None:
    card = face.card
    icon, color = LOOKS[card.verdict]
    badge = f":{color}-badge[:material/{icon}: {plain(verdict_words(card.verdict))}]"
    partly = f" :small[{plain(judged_words(card))}]" if judged_words(card) else ""
    st.markdown(f"### {plain(spoken(card.name))}")
    st.markdown(f"{badge}{partly}")
    with st.container(height=action_height, border=False):
        st.caption(plain(face.action))
    with st.container(height=sentence_height, border=False):
        st.markdown(f":small[{plain(face.sentence)}]")


def _opener(scorecard: Scorecard, card: Card) -> None:
    """The way to a value's page, with the period and filters that are shown."""
    filters = {str(name): only for name, only in scorecard.filters}
    view = {"value": str(card.name), "period": scorecard.period.label, **filters}
    st.page_link(
        "app_pages/value.py",
        label=say("Open {value}", value=plain(spoken(card.name))),
        icon=":material/arrow_forward:",
        query_params=in_this_language(view),
    )


def _together(scorecard: Scorecard, card: Card, pairs: Sequence[Pair]) -> Iterator[str]:
    """What its promises and those of other cards do to one another."""
    for pair in pairs_on(card, pairs):
        sign = "balance" if pair.kind is PairKind.TENSION else "redeem"
        yield f":material/{sign}: {plain(pair_words(pair, scorecard))}"


def _promise(scorecard: Scorecard, line: _Line, key: str) -> None:
    if st.button(line.title, type="tertiary", key=f"{key}-how"):
        how_we_count(scorecard, line.fared)
    icon, color = LOOKS[line.fared.verdict]
    st.metric(
        line.name,
        line.amount,
        f":material/{icon}: {line.verdict}",
        delta_color=color,
        delta_arrow="off",
        delta_description=line.change,
        label_visibility="collapsed",
    )


def _title(card: Card, fared: Fared) -> str:
    if fared.name == card.name:
        return say("How we count this")
    short, name = fared.definition.short, plain(spoken(fared.name))
    is_code = len(short) <= SHORT and short != fared.name
    return f"**{plain(translated(short))}** {name}" if is_code else f"**{name}**"


def _change(fared: Fared) -> str | None:
    """How far a signal is from the usual; else that it is routine variation."""
    if fared.change is None:
        return standing_words(fared) or None
    arrow = "▲" if fared.change > 0 else "▼"
    return f"{arrow} {change_words(fared.change, fared.unit)}"
