"""What happened to each export, as the analyst reads it, and how to undo one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pandas as pd
import streamlit as st

from dashboard.house import house
from dashboard.plain import plain
from dashboard.tongue import dialog
from dashboard.visitor import visitor, visitor_words
from intake.keeping.downloads import rejects_to_download
from intake.keeping.moves import moves_of
from intake.keeping.receipts import Receipt, receipts, rejects_of
from metrics.errors import SelarasError
from metrics.published import words
from metrics.wording import count_words, moment_words
from words import known, mark, say, say_many

SHOWN = 20  # receipts, until somebody asks for more
MOVES_SHOWN = 12
ASKED = "asked-to-undo"  # the export whose undoing is being confirmed
UNDONE = "undone"  # the export that was undone last, to be shown
COUNTED = {
    "read": mark("{n} read"),
    "new": mark("{n} new"),
    "updated": mark("{n} updated"),
    "unchanged": mark("{n} unchanged"),
    "rejected": mark("{n} rejected"),
}
TAKEN, TAKEN_BY = (
    mark("Taken in on {moment}."),
    mark("Taken in on {moment} by {person}."),
)
TAKEN_BACK, TAKEN_BACK_BY = (
    mark("Undone on {moment}."),
    mark("Undone on {moment} by {person}."),
)


def receipt_list() -> None:
    """What happened to each export, newest first."""
    found = receipts(house().receipts_from)
    if not found:
        st.caption(say("No export has been taken in yet."))
        return
    for receipt in found[: None if _all() else SHOWN]:
        _receipt(receipt)
    if len(found) > SHOWN and not _all():
        st.button(say("Show all {n} receipts", n=len(found)), key="all-receipts")


def _all() -> bool:
    """Whether somebody asked for every receipt."""
    asked = st.session_state.get("all-receipts", False)
    st.session_state["all-receipts-shown"] = asked or st.session_state.get(
        "all-receipts-shown", False
    )
    return bool(st.session_state["all-receipts-shown"])


def _receipt(receipt: Receipt) -> None:
    box = st.expander(
        _label(receipt),
        expanded=receipt.export_id == st.session_state.get(UNDONE),
        icon=_icon(receipt),
        on_change="rerun",
        key=f"receipt-{receipt.export_id}",
    )
    if box.open:
        with box:
            _opened(receipt)
    elif st.session_state.get(ASKED) == receipt.export_id:
        _leave()


def _label(receipt: Receipt) -> str:
    said = [
        say(words, n=getattr(receipt, one))
        for one, words in COUNTED.items()
        if getattr(receipt, one)
    ]
    name = f"**{plain(receipt.file_name)}**"
    if receipt.undone_at:
        return f"~~{name}~~ · {say('undone')}"
    return f"{name} · {plain(known(receipt.title))} · {plain(', '.join(said))}"


def _icon(receipt: Receipt) -> str:
    if receipt.undone_at:
        return ":material/undo:"
    return ":material/rule:" if receipt.rejected else ":material/receipt_long:"


def _opened(receipt: Receipt) -> None:
    zone = house().values().company.zone
    st.markdown(plain(receipt.sentence()))
    told = [_on(receipt.loaded_at, receipt.loaded_by, zone, (TAKEN, TAKEN_BY))]
    if receipt.undone_at:
        forms = TAKEN_BACK, TAKEN_BACK_BY
        told.append(_on(receipt.undone_at, receipt.undone_by, zone, forms))
    st.caption(plain(" ".join(told)))
    _moves(receipt)
    _listed(say("Worth knowing"), receipt.notes)
    _rejects(receipt)
    size = say_many(
        "{n} byte, SHA-256 {code}",
        "{n} bytes, SHA-256 {code}",
        receipt.bytes,
        code=receipt.sha256,
    )
    _listed(say("How it was understood"), (*receipt.understood, size))
    if not receipt.undone_at and house().receipts_from is house().own:
        _undo_button(receipt)


def _on(moment: datetime, by: str | None, zone: str, forms: tuple[str, str]) -> str:
    """When it was done, and by whom where that is known."""
    at, (one, by_one) = moment_words(moment, zone), forms
    return (
        say(by_one, moment=at, person=visitor_words(by)) if by else say(one, moment=at)
    )


def _moves(receipt: Receipt) -> None:
    """The published numbers that are others now; those of the undoing, if undone."""
    undone = receipt.undone_at is not None
    found = moves_of(house().receipts_from, receipt.export_id, by_undoing=undone)
    more = len(found) - MOVES_SHOWN
    rest = (say("and {n} more", n=more),) if more > 0 else ()
    _listed(
        say("Published numbers that its undoing moved")
        if undone
        else say("Published numbers that it moved"),
        (*map(words, found[:MOVES_SHOWN]), *rest),
    )


def _listed(heading: str, lines: Iterable[str]) -> None:
    """A heading over its lines; nothing where there are none."""
    items = "\n".join(f"- {plain(line)}" for line in lines)
    if items:
        st.markdown(f"**{heading}**\n\n{items}")


def _rejects(receipt: Receipt) -> None:
    if not receipt.rejected:
        return
    many = say_many("{n} rejected row", "{n} rejected rows", receipt.rejected)
    st.markdown(f"**{many}**")
    rows = rejects_of(house().receipts_from, receipt.export_id)
    shown = [
        (count_words(one.file_row), one.column or "", one.value or "", one.reason)
        for one in rows
    ]
    st.dataframe(
        pd.DataFrame(
            shown, columns=[say("Row"), say("Column"), say("Value"), say("Reason")]
        ),
        hide_index=True,
        column_config={say("Reason"): st.column_config.TextColumn(width="large")},
        alt=say("Rejected rows of {file}", file=receipt.file_name),
    )
    if receipt.rejects_file:
        st.download_button(
            say("Download the rejected rows"),
            rejects_to_download(house().receipts_from, receipt),
            receipt.rejects_file.name,
            "text/csv",
            icon=":material/download:",
            key=f"download-{receipt.export_id}",
        )
        st.caption(
            say(
                "Customers' cells are hidden in it. To correct these rows, correct "
                "them in the system or in the original export, and drop that again."
            )
        )


def _undo_button(receipt: Receipt) -> None:
    """The question stands until it is answered, also where the page runs again."""
    st.button(
        say("Undo this export"),
        icon=":material/undo:",
        key=f"undo-{receipt.export_id}",
        on_click=_ask,
        args=(receipt.export_id,),
    )
    if st.session_state.get(ASKED) == receipt.export_id:
        dialog(say("Undo this export?"), _confirm, "small", _leave)(receipt)


def _ask(export_id: int) -> None:
    st.session_state[ASKED] = export_id


def _leave() -> None:
    st.session_state.pop(ASKED, None)


def _confirm(receipt: Receipt) -> None:
    st.markdown(
        say(
            "The store will be as if **{file}** had never come. Rows that other "
            "exports speak of too stay as those said. You can drop the file again at "
            "any time.",
            file=plain(receipt.file_name),
        )
    )
    if st.button(say("Undo it"), type="primary", key="undo-sure"):
        try:
            with st.spinner(say("Undoing")):
                house().undo(receipt.export_id, visitor())
                st.session_state[UNDONE] = receipt.export_id
        except SelarasError as problem:
            st.error(plain(str(problem)), icon=":material/block:")
            return
        _leave()
        st.rerun()
