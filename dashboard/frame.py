"""The frame around every page: what there is, and what holds for all of it."""

from pathlib import Path

import streamlit as st

from dashboard.house import house, quiet_at_the_end
from dashboard.notices import (
    demo_notice,
    example_notice,
    house_or_problem,
    new_data_notice,
    past_notice,
    values_or_mistakes,
)
from dashboard.tongue import language_chooser, speak_as_asked
from words import say


def _page(file: str, title: str, icon: str, about: str) -> st.Page:
    """A page whose address is the name of its file."""
    return st.Page(
        f"app_pages/{file}.py",
        title=title,
        icon=f":material/{icon}:",
        url_path=file.replace("_", "-"),
        default=file == "scorecard",
        help=about,
    )


# A file of ours: an icon by its name is fetched from a server of others.
ICON = Path(__file__).with_name("icon.svg")

st.set_page_config(page_title="Selaras", page_icon=ICON, layout="wide")
speak_as_asked()
pages = {
    "": (
        _page(
            "scorecard",
            say("Scorecard"),
            "balance",
            say("Every value with its promises, and sales beside them."),
        ),
        _page(
            "value",
            say("Value"),
            "favorite",
            say("One value: since when, where, what moved it, what we decided."),
        ),
        _page(
            "service_and_sales",
            say("Service and sales"),
            "handshake",
            say("Both side by side, and what is bought after good and bad service."),
        ),
        _page(
            "recognition",
            say("Recognition"),
            "volunteer_activism",
            say("Who to thank this week, and for what."),
        ),
        _page(
            "all_hands",
            say("All-hands"),
            "present_to_all",
            say("The scorecard as a picture, a document, slides and on stage."),
        ),
        _page(
            "data",
            say("Data"),
            "move_to_inbox",
            say("Drop exports, and read what happened to each."),
        ),
    ),
    say("Look closer"): (
        _page(
            "observations",
            say("Behind a number"),
            "table_rows",
            say("The tickets, answers or orders that a number was counted from."),
        ),
        _page(
            "complaints",
            say("What people complain about"),
            "sentiment_dissatisfied",
            say("Bad answers and failed criteria, the most frequent first."),
        ),
        _page(
            "perceived",
            say("Offered and perceived"),
            "compare_arrows",
            say("Where our own reviews and the customers' answers part."),
        ),
        _page(
            "consistency",
            say("Consistency"),
            "join_inner",
            say("Whether customers get the same, whoever answers, where and when."),
        ),
    ),
    say("What we stand for"): (
        _page(
            "philosophy",
            say("Philosophy"),
            "flag",
            say("What we stand for, how we live it, and how well that is said."),
        ),
        _page(
            "decisions",
            say("Decisions"),
            "gavel",
            say("What was decided, what was expected of it, and what came of that."),
        ),
        _page(
            "blind_spots",
            say("What our values cannot see"),
            "visibility_off",
            say("How well each value is measured, and checks on the measure itself."),
        ),
        _page(
            "counting",
            say("How we count"),
            "menu_book",
            say("Every metric: what counts, by which rule, from which source."),
        ),
    ),
}
page = st.navigation(pages, position="top")
if house_or_problem() and values_or_mistakes():
    if house().is_demo:
        demo_notice()
    else:
        example_notice()
    past_notice()
    new_data_notice(house().version())
    with quiet_at_the_end():
        page.run()
language_chooser()
