"""How long pictures take: one warm, and 52 different ones of a year of weeks."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))

from slides.drawing import draw
from slides.model import Slide
from tests.slides_made_up import usual

WEEKS = 52


def weekly(number: int) -> Slide:
    """A slide on which every number is another one."""
    slide = usual()
    values = tuple(
        replace(
            card,
            promises=tuple(
                replace(
                    one,
                    amount=f"{40 + number}.{place} %",
                    n=f"n = {1_000 + number}",
                    interval=f"{38 + number}.1 to {42 + number}.7 %",
                )
                for place, one in enumerate(card.promises)
            ),
        )
        for card in slide.values
    )
    return replace(slide, period=f"W{number} 2026", values=values)


def timed(slide: Slide) -> float:
    begun = perf_counter()
    draw(slide, "png")
    return perf_counter() - begun


def main() -> None:
    begun = perf_counter()
    draw(weekly(0), "png")
    print(f"the first, with its fonts: {perf_counter() - begun:.2f} s")
    taken = [timed(weekly(number)) for number in range(1, WEEKS + 1)]
    print(f"one, warm: median {median(taken) * 1000:.0f} ms, worst {max(taken):.2f} s")
    print(f"{WEEKS} of them: {sum(taken):.1f} s")


if __name__ == "__main__":
    main()
