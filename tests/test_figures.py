"""Figures as people type them."""

import pytest

from metrics.figures import FigureError, figure_of


@pytest.mark.parametrize(
    ("text", "unit", "amount", "slack"),
    [
        ("87.9 %", "percent", 87.9, 0.05),
        ("87,9", "percent", 87.9, 0.05),
        ("88%", "percent", 88, 0.5),
        ("+41", "points", 41, 0.5),
        ("−12", "points", -12, 0.5),
        ("1,449", "orders", 1449, 0.5),
        ("1.449,50", "money", 1449.5, 0.005),
        ("1,234,567", "money", 1_234_567, 0.5),
        ("€54.87", "money", 54.87, 0.005),
        ("42", "minutes", 42, 0.5),
        ("42 min", "minutes", 42, 0.5),
        ("1 h 35 min", "minutes", 95, 0.5),
        ("1.5 hours", "minutes", 90, 3),
        ("1:35", "minutes", 95, 0.5),
        ("0:01:30", "minutes", 1.5, 0.5 / 60),
        ("90s", "minutes", 1.5, 0.5 / 60),
    ],
)
def test_reads_a_figure_and_how_exact_it_is(text, unit, amount, slack):
    figure = figure_of(text, unit)
    assert figure.amount == pytest.approx(amount)
    assert figure.slack == pytest.approx(slack)


@pytest.mark.parametrize("text", ["", "soon", "1 2", "12-15 %"])
def test_says_how_a_figure_is_written(text):
    with pytest.raises(FigureError) as error:
        figure_of(text, "percent")
    assert str(error.value) == f"{text!r} is no figure. Write it as 87.9."


def test_meets_a_figure_as_exactly_as_it_was_written():
    assert figure_of("87.9", "percent").is_met_by(87.94)
    assert not figure_of("87.9", "percent").is_met_by(87.96)
    assert figure_of("88", "percent").is_met_by(87.5)


@pytest.mark.parametrize(
    ("said", "amount"), [("1.449.000", 1_449_000), ("1,449,000", 1_449_000)]
)
def test_reads_thousands_upon_thousands(said, amount):
    assert figure_of(said, "orders").amount == amount


def test_refuses_a_figure_that_goes_on_and_on():
    with pytest.raises(FigureError, match="is too long a figure"):
        figure_of("9" * 400, "orders")
