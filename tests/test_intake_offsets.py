"""Offsets of zones that are read off a list, against ICU time by time."""

import duckdb
import pytest

from intake.reading.offsets import in_utc

ZONES = (
    "UTC",
    "Europe/Amsterdam",
    "Asia/Jakarta",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Africa/Casablanca",
    "Africa/Cairo",
    "America/Sao_Paulo",
    "America/Mexico_City",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Antarctica/Troll",
)
EDGES = (
    "infinity",
    "-infinity",
    "2010-12-31 23:59:59.999999",
    "2011-01-01",
    "2030-12-26 12:00",
    "1950-05-05",
)


@pytest.mark.parametrize("zone", ZONES)
def test_is_what_icu_says_of_every_hour_of_seventy_years(zone):
    with duckdb.connect() as connection:
        hours = "timestamp '1965-01-01' + to_minutes(61 * range)"
        edges = ", ".join(f"timestamp '{edge}'" for edge in EDGES)
        n, wrong = connection.execute(
            f"""
            select
                count(*),
                count(*) filter (
                    {in_utc("moment", zone)}
                    is distinct from timezone('UTC', timezone('{zone}', moment))
                )
            from (
                select {hours} as moment from range(600000)
                union all
                select unnest([null, {edges}])
            )
            """
        ).fetchone()
    assert (n, wrong) == (600_007, 0)
