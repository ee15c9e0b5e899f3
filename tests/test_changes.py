"""What a chart says of a row of periods on one side of the usual."""

from __future__ import annotations

import pytest

from metrics.changes import Behaviour
from metrics.variation import Spot, variation

# Centre 50, one sigma 1.773.
STEADY = [49.0, 51.0] * 10


def behaviour(*last, n=100):
    spots = [Spot(n, amount) for amount in [*STEADY, *last]]
    return Behaviour(variation(spots, "mean"), (), (), None)


@pytest.mark.parametrize(
    ("amount", "is_nearing"), [(49.8, True), (49.5, False), (49.3, False)]
)
def test_tells_whether_a_row_comes_nearer_to_the_usual(amount, is_nearing):
    # Eight of them below 50 with the last of STEADY, which is above, before.
    found = behaviour(*[49.5] * 7, amount)
    assert [one.rule for one in found.points[-1].signals] == ["run"]
    assert found.is_nearing is is_nearing


def test_nears_nothing_without_a_row():
    assert not behaviour(49.8).is_nearing
    assert not behaviour(*[49.5] * 7, 44.0).is_nearing
