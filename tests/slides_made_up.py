"""Slides made up by hand: usual ones, and the worst that a company can declare."""

from metrics.verdicts import Verdict
from slides.making import lived_of
from slides.model import Slide, SlideCard, SlidePoint, SlidePromise

AMOUNTS = (61.0, 64.5, 63.0, 66.0, 65.5, 68.0, None, 67.0, 69.5, 71.0, 70.0, 73.5, 74.0)
VERDICTS = tuple(Verdict)
WEEKS = (Verdict.KEPT, Verdict.CANT_TELL, Verdict.BROKEN, Verdict.NO_DATA) * 13
LONG_NAMES = (
    "Kundenzufriedenheitsversprechen",
    "Verantwortungsbewusstsein heute",
    "Ketersediaan pelayanan bersama",
    "Kebertanggungjawaban bersama-sama",
    "Transparency towards customers",
    "Wirtschaftlichkeitsbetrachtung",
    "Unvoreingenommenheitsprinzip x",
    "Pertanggungjawaban pelanggan ya",
)
LONG_ACTION = (
    "Say what is true to every customer, also when it costs the sale, "
    "and write down what we said."
)
LARGE = {
    "amount": "Rp 1.234.567.890",
    "target": "≥ Rp 1.000.000.000",
    "interval": "Rp 1.134.567.890 to Rp 1.334.567.890",
    "n": "n = 1,234,567",
}


def promise(name="First reply time", short="FRT", verdict=Verdict.KEPT, **more):
    usual = {
        "key": short.lower(),
        "name": name,
        "short": short,
        "lived": lived_of(verdict),
        "amount": "74.0 %",
        "target_label": "Target",
        "target": "≥ 65 %",
        "n": "n = 1,328",
        "interval": "71.5 to 76.3 %",
        "change": "",
        "standing": "routine variation",
        "why_blank": "",
        "clock": "calendar time",
        "response": "",
        "remarks": (),
        "version": "5a53443e",
        "definition": "Tickets with a first reply; the minutes until then.",
        "source": "https://example.com/first-reply",
        "series": series(),
    }
    return SlidePromise(**{**usual, **more})


def series():
    return tuple(
        SlidePoint(
            f"{place + 1}/2026",
            amount,
            65.0,
            None,
            "" if amount is None else f"{amount:.1f} %",
        )
        for place, amount in enumerate(AMOUNTS)
    )


def card(name, *promises, action="Answer while the coffee is still hot.", **more):
    verdict = promises[0].lived
    return SlideCard(name, action, verdict, "", promises, **more)


def slide(values, sales=(), **more):
    usual = {
        "language": "en",
        "company": "Warung",
        "period": "September 2026",
        "label": "2026-09",
        "compared": "Compared with August 2026",
        "zone": "Europe/Amsterdam",
        "reach": "Data through 21 November 2026, 23:06 · Europe/Amsterdam",
        "filters": "",
        "headline": "We lived by Speed. Quality fell short.",
        "service": "Service",
        "selling": "Sales",
        "values": tuple(values),
        "sales": tuple(sales),
        "address": "https://values.example.com/?period=2026-09&lang=en",
    }
    if more.get("empty"):
        usual["advice"] = "Load an export that reaches it, or choose another period."
    return Slide(**{**usual, **more})


def usual():
    """Five values with two promises, five measures of sales."""
    names = ("Integrity", "Quality", "Speed", "Loyalty", "Autonomy")
    values = [
        card(
            name,
            promise(verdict=VERDICTS[place]),
            promise("Customer satisfaction", "CSAT", response="19.4 % answered"),
        )
        for place, name in enumerate(names)
    ]
    sold = ("Revenue", "Orders", "Order value", "New customers", "Repeat orders")
    return slide(values, [card(name, promise(name, name.split()[0])) for name in sold])


def worst(values=8, promises=4):
    """The longest names, the largest numbers, and as many as there may be."""
    kinds = (
        ("Customer satisfaction", "CSAT", {"response": "19.4 % answered"}),
        ("Average order value", "AOV", LARGE if promises < 4 else {}),
        ("Quality assurance score", "QA", {}),
        ("Customer retention rate", "CRR", {"verdict": Verdict.PROBABLY_BROKEN}),
    )
    made = [promise(name, short, **more) for name, short, more in kinds[:promises]]
    cards = [card(name, *made, action=LONG_ACTION) for name in LONG_NAMES[:values]]
    sold = ("Revenue", "Orders", "Order value", "New customers", "Repeat orders")
    sales = [
        card(name, promise(name, name.split()[0], Verdict.PROBABLY_BROKEN, **LARGE))
        for name in sold
    ]
    headline = f"We lived by {', '.join(LONG_NAMES[:values])}."
    return slide(
        cards,
        sales,
        company="Perusahaan Kopi Nusantara Sejahtera",
        headline=headline,
        filters="Only team Kundenbetreuung, channel mail",
    )
