"""Text of others, shown as it is: no Markdown, no HTML, no formula."""

import re
from functools import lru_cache

SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")
REMEMBERED = 4_096  # texts: a page says mostly the same again


@lru_cache(REMEMBERED)
def plain(text: str) -> str:
    """The text with everything escaped that Markdown would read as a sign."""
    return SPECIAL.sub(r"\\\1", text)


def capital(text: str) -> str:
    """The text with a capital letter first, and all others as they are."""
    return text[:1].upper() + text[1:]
