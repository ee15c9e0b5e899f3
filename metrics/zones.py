"""Time zones as people write them."""

from functools import cache
from zoneinfo import available_timezones

from pydantic_core import PydanticCustomError

from metrics.values_file import no_such
from words import known, mark

FIX = mark("Write one such as Europe/Amsterdam.")
_zones = cache(available_timezones)


def known_zone(zone: str) -> str:
    """The zone, if it is one; what to write instead is a mistake of the form."""
    if zone not in _zones():
        says = no_such(mark("{word} is no time zone."), zone, _zones(), known(FIX))
        raise PydanticCustomError("mistake", "{says}", {"says": says})
    return zone
