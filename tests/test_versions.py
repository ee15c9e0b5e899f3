"""Versions of definitions: what changes them, and since when they count."""

from dataclasses import replace
from datetime import UTC, datetime

from metrics.versions import breaks_of, remember, version_of
from tests.conftest import CATALOG

QUERY = "select a, 'B' as b from t where a > 1"
FACTS = {"kind": "share", "unit": "percent"}


def test_is_the_same_however_a_query_is_laid_out():
    laid_out = "SELECT a, -- the first\n  'B' as b\nFROM t /* all */ WHERE a > 1"
    assert version_of(laid_out, FACTS) == version_of(QUERY, FACTS)
    assert len(version_of(QUERY, FACTS)) == 8


def test_changes_with_what_counts():
    changed = {
        version_of(QUERY, FACTS),
        version_of(QUERY.replace("> 1", "> 2"), FACTS),
        version_of(QUERY.replace("'B'", "'b'"), FACTS),
        version_of(QUERY, FACTS | {"kind": "mean"}),
        version_of(QUERY, FACTS | {"unit": "points"}),
    }
    assert len(changed) == 5


def test_remembers_when_a_definition_changed(company):
    store, frt = company.warehouse, CATALOG["frt"]
    remember(store, {"frt": frt})
    remember(store, {"frt": frt})
    assert breaks_of(store, "frt") == ()
    remember(store, {"frt": replace(frt, version="0badcafe")})
    remember(store, {"frt": frt})
    remember(store, {"frt": frt})
    found = breaks_of(store, "frt")
    assert [version for _, version in found] == ["0badcafe", frt.version]
    assert found[0][0] < found[1][0] <= datetime.now(UTC).replace(tzinfo=None)
    assert breaks_of(store, "csat") == ()
