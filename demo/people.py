"""Who works at Kopi & Kawan, and what its customers are called."""

import unicodedata
from dataclasses import dataclass

import numpy as np

from demo.draws import Ints, pick, scramble
from demo.sheets import Column, Words

COMPANY = "Kopi & Kawan"
COMPANY_DOMAIN = "kopikawan.example.com"
CUSTOMER_DOMAINS = ("example.com", "example.org", "example.net")

ORDERS, COFFEE, EQUIPMENT, BILLING, BUSINESS = range(5)
TEAMS = (
    "Orders & delivery",
    "Coffee & brewing",
    "Equipment",
    "Billing",
    "Business desk",
)


@dataclass(frozen=True)
class Agent:
    """Skill in log-odds; steadiness 0–1; pace as a factor on reply time."""

    name: str
    team: int
    skill: float
    steadiness: float
    pace: float
    load: float


# Sari and Thijs are equally good; only one of them is so every week.
# Rui is the fastest of his team and its worst, Wulan the slowest and the best.
AGENTS = (
    Agent("Sari Wulandari", ORDERS, 0.15, 0.95, 1.00, 1.2),
    Agent("Thijs Bakker", ORDERS, 0.15, 0.10, 1.00, 1.2),
    Agent("Anneke de Vries", ORDERS, 0.30, 0.80, 0.90, 1.0),
    Agent("Budi Santoso", ORDERS, 0.00, 0.70, 1.05, 1.0),
    Agent("Inês Carvalho", ORDERS, -0.10, 0.55, 0.95, 1.0),
    Agent("Femke Jansen", ORDERS, -0.30, 0.60, 1.15, 0.8),
    Agent("Rui Tavares", ORDERS, -0.55, 0.40, 0.65, 0.8),
    Agent("Wulan Hartono", COFFEE, 0.60, 0.90, 1.40, 0.9),
    Agent("Joost van den Berg", COFFEE, 0.20, 0.75, 1.00, 1.0),
    Agent("Beatriz Nogueira", COFFEE, -0.05, 0.50, 0.90, 1.0),
    Agent("Agus Pratama", COFFEE, -0.25, 0.65, 1.10, 0.7),
    Agent("Maarten Visser", EQUIPMENT, 0.40, 0.85, 1.10, 1.1),
    Agent("Dewi Lestari", EQUIPMENT, 0.25, 0.90, 0.85, 1.1),
    Agent("João Pereira", EQUIPMENT, 0.05, 0.30, 1.00, 1.0),
    Agent("Lotte Smit", EQUIPMENT, -0.05, 0.75, 0.95, 1.0),
    Agent("Rizky Nugroho", EQUIPMENT, -0.20, 0.20, 1.20, 0.9),
    Agent("Sanne Mulder", EQUIPMENT, -0.45, 0.60, 1.00, 0.6),
    Agent("Hendra Wijaya", BILLING, 0.20, 0.85, 0.95, 1.0),
    Agent("Catarina Lopes", BILLING, 0.00, 0.60, 1.00, 1.0),
    Agent("Daan Meijer", BILLING, -0.30, 0.35, 1.10, 0.8),
    Agent("Putri Anggraini", BUSINESS, 0.35, 0.90, 0.90, 1.2),
    Agent("Pieter-Jan Bos", BUSINESS, 0.10, 0.70, 1.00, 1.1),
    Agent("Sofia Gonçalves", BUSINESS, 0.00, 0.45, 1.05, 1.0),
    Agent("Bayu Saputra", BUSINESS, -0.15, 0.80, 1.00, 0.9),
    Agent("Esmée Dijkstra", BUSINESS, -0.35, 0.25, 1.15, 0.7),
)
AGENT_NAMES = tuple(agent.name for agent in AGENTS)
TEAM_OF = np.array([agent.team for agent in AGENTS])
SKILL = np.array([agent.skill for agent in AGENTS])
SWING = np.array([1 - agent.steadiness for agent in AGENTS])
PACE = np.array([agent.pace for agent in AGENTS])
LOAD = np.array([agent.load for agent in AGENTS])
REVIEWERS = ("kwaliteit", "mutu", "t.oosterhuis")

# fmt: off
FIRST_NAMES = (
    "Adinda", "Adriaan", "Afonso", "Ahmad", "Aisyah", "Amélie", "Ana", "Arif",
    "Ayu", "Bas", "Bram", "Bruno", "Cahya", "Carlijn", "Chloë", "Citra", "Dimas",
    "Diogo", "Dirk", "Eka", "Elif", "Emma", "Fajar", "Fatima", "Fleur", "Floor",
    "Francisca", "Gita", "Gonçalo", "Guus", "Hanneke", "Indah", "Iris", "Jasper",
    "Jeroen", "José", "Kartika", "Kees", "Lars", "Leonor", "Lestari", "Lieke",
    "Luís", "Made", "Maite", "Margarida", "Melati", "Mees", "Nadia", "Niels",
    "Noor", "Nuno", "Nurul", "Oğuz", "Paulo", "Ratna", "Renée", "Siti", "Søren",
    "Surya", "Tiago", "Tijmen", "Vitória", "Wayan", "Willem", "Yusuf", "Zoë",
)
LAST_NAMES = (
    "Alves", "van der Meer", "Siregar", "Brouwer", "Costa", "de Groot", "Dekker",
    "Ferreira", "Fernandes", "Gunawan", "Hendriks", "Hidayat", "van Dijk",
    "Janssen", "Kaya", "Koster", "Kuipers", "Kusuma", "van Leeuwen", "Magalhães",
    "Maulana", "Molenaar", "Müller", "Nasution", "Nijhuis", "Oliveira", "Peeters",
    "Permana", "Postma", "Prasetyo", "Ribeiro", "Rodrigues", "Ruiz", "Sitompul",
    "Smits", "Soares", "in 't Veld", "Suhendar", "Tanaka", "Teixeira", "Timmermans",
    "Utami", "Verhoeven", "Vermeulen", "Wibowo", "Willems", "Yulianto", "Zijlstra",
)
# fmt: on
STAFF_NAMES = tuple(name.split(" ", 1) for name in AGENT_NAMES)
ALL_FIRST = (*FIRST_NAMES, *(first for first, _ in STAFF_NAMES))
ALL_LAST = (*LAST_NAMES, *(last for _, last in STAFF_NAMES))


def somebody_of(rng: np.random.Generator, teams: Ints) -> Ints:
    """An agent of each of these teams, the busier ones more often."""
    agent = np.zeros(len(teams), dtype=np.int64)
    for number in range(len(TEAMS)):
        members = np.flatnonzero(number == TEAM_OF)
        rows = np.flatnonzero(teams == number)
        agent[rows] = members[pick(rng, LOAD[members], len(rows))]
    return agent


def mail_part(name: str) -> str:
    """A name as it stands in an e-mail address: plain letters and hyphens."""
    plain = unicodedata.normalize("NFKD", name.replace("ø", "o")).casefold()
    return "".join(c for c in plain if c == "-" or (c.isascii() and c.isalpha()))


def identity(numbers: Ints, staff: Ints | None = None) -> dict[str, Column]:
    """Columns first, last, mail_first, mail_last, domain and number.

    A customer's number alone decides them, so that every system knows the same
    person. Where `staff` has an agent's position, it is that colleague.
    """
    ours = staff if staff is not None else np.full(len(numbers), -1)
    first = scramble(numbers, 11, len(FIRST_NAMES))
    last = scramble(numbers, 23, len(LAST_NAMES))
    domain = scramble(numbers, 37, len(CUSTOMER_DOMAINS))
    first = np.where(ours >= 0, len(FIRST_NAMES) + ours, first)
    last = np.where(ours >= 0, len(LAST_NAMES) + ours, last)
    domain = np.where(ours >= 0, len(CUSTOMER_DOMAINS), domain)
    return {
        "first": Words(first, ALL_FIRST),
        "last": Words(last, ALL_LAST),
        "mail_first": Words(first, tuple(map(mail_part, ALL_FIRST))),
        "mail_last": Words(last, tuple(map(mail_part, ALL_LAST))),
        "domain": Words(domain, (*CUSTOMER_DOMAINS, COMPANY_DOMAIN)),
        "number": np.where(ours >= 0, -1, numbers),
    }
