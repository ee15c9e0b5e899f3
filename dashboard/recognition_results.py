"""The cached calls about who has earned thanks; thanks themselves are read anew."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from dashboard.house import house
from dashboard.results import KEPT
from dashboard.visitor import visitor
from metrics.periods import Period
from metrics.praise import Earned, Thanked, thank, thanked, withdraw_thanks
from metrics.recognition import (
    Recognised,
    Recognition,
    recognition_of,
    recognitions_of,
    still_waiting,
)
from metrics.values import Values

BEFORE = 4  # weeks whose earned thanks are not to be forgotten


@st.cache_data(ttl=KEPT, max_entries=100, show_spinner=False)
def recognition(
    version: str, values: Values, week: Period, through: datetime
) -> Recognition:
    """Everyone who has earned thanks in a week."""
    at_hand = house()
    return recognition_of(at_hand.warehouse, values, at_hand.catalog, week, through)


def waiting(
    version: str, values: Values, weeks: tuple[Period, ...], through: datetime
) -> tuple[Recognised, ...]:
    """Who earned thanks in some weeks before and has had none since."""
    return still_waiting(_together(version, values, weeks, through), all_thanks())


@st.cache_data(ttl=KEPT, max_entries=100, show_spinner=False)
def _together(
    version: str, values: Values, weeks: tuple[Period, ...], through: datetime
) -> tuple[Recognition, ...]:
    """The weeks before, read together."""
    at_hand = house()
    return recognitions_of(at_hand.warehouse, values, at_hand.catalog, weeks, through)


def all_thanks() -> tuple[Thanked, ...]:
    """Every thank-you, as it stands now."""
    return thanked(house().warehouse)


def now() -> datetime:
    """This moment in UTC, as the store keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def tick(earned: Earned, *, is_thanked: bool) -> None:
    """Note that somebody was thanked by who looks, or withdraw it."""
    if is_thanked:
        thank(house().warehouse, earned, visitor(), now())
    else:
        withdraw_thanks(house().warehouse, earned)
