"""The tags of a ticket: a list, in lower case, of what may be kept."""

from __future__ import annotations

from intake.forms import Cell
from intake.wording import literal

TAGS = "tags"  # the column of the shared table


def tags_in(text: str, cell: Cell) -> str:
    """SQL of the tags that a cell's text holds; null without any.

    A tag that may be an address, a telephone number or somebody's name is left out,
    and so is one without a letter.
    """
    listed = text
    if cell.field:  # of each object of a list in JSON
        listed = (
            f"if(json_valid({text}), array_to_string(json_extract_string({text}, "
            f"{literal(f'$[*].{cell.field}')}), ','), null)"
        )
    parted = f"lower({listed})"
    for sign in cell.apart.replace(",", ""):
        parted = f"replace({parted}, {literal(sign)}, ',')"
    return f"as_tags({listed}, {parted})"
