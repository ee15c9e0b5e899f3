"""What stands behind a promise on the page of its value, a tab each."""

from __future__ import annotations

from dashboard.behind.groups import groups_view
from dashboard.behind.tabbed import tabbed
from dashboard.value.course import rows_behind_point
from dashboard.value.heard import heard_view
from dashboard.value.moved import moved_view
from dashboard.view import View
from metrics.values import Promise
from words import mark

VIEWS = {
    "moved": (mark("What moved it"), moved_view),
    "groups": (mark("Groups"), groups_view),
    "rows": (mark("Rows"), rows_behind_point),
    "comments": (mark("Comments"), heard_view),
}


def views(view: View, promise: Promise) -> None:
    """The tab that is open."""
    tabbed(VIEWS, view, promise)
