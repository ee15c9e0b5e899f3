"""How far an export has come, on a terminal."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from functools import partial
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from intake.arriving.progress import Progress

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

STEPS = 1_000
WIDTH = 16  # signs of the bar
NAME = 24  # signs of a file's name
OTHERS = 14  # signs around them, the percentage too
SOON = 0.5  # seconds, in which nothing is shown
EVERY = 0.2  # seconds


@contextmanager
def progress_line(progress: Progress) -> Iterator[None]:
    """Show a line as long as the block lasts; nothing where no person looks."""
    if not sys.stdout.isatty():
        yield
        return
    ended = threading.Event()
    drawn = partial(copy_context().run, _draw, progress, ended)  # in its language
    line = threading.Thread(target=drawn, daemon=True)
    line.start()
    try:
        yield
    finally:
        ended.set()
        line.join()


def _draw(progress: Progress, ended: threading.Event) -> None:
    if ended.wait(SOON):
        return
    name = progress.standing().name
    label = name if len(name) <= NAME else f"{name[: NAME - 1]}…"
    room = max(get_terminal_size().columns - len(label) - WIDTH - OTHERS, 0)
    shown: ProgressBar[str] = click.progressbar(
        length=STEPS,
        label=label,
        width=WIDTH,
        show_eta=False,
        show_percent=True,
        item_show_func=lambda words: (words or "")[:room],
    )
    with shown as bar:
        last = False
        while not last:
            last = ended.wait(EVERY)
            standing = progress.standing()
            bar.current_item = standing.words()
            bar.make_step(int(standing.share * STEPS) - bar.pos)
            bar.render_progress()
