"""What people write about, and in which words; commas, quotes and all."""

from demo.people import BILLING, COFFEE, EQUIPMENT, ORDERS
from demo.planted import INCIDENT_TOPIC

TOPICS = (
    "Delivery",
    "Order change",
    "Returns",
    INCIDENT_TOPIC,
    "Espresso machine",
    "Beans & roast",
    "Brewing advice",
    "Subscription",
    "Invoice & payment",
    "Website",
)
TOPIC_WEIGHTS = (26, 10, 9, 8, 9, 10, 6, 9, 9, 4)
TOPIC_TEAM = (
    ORDERS,
    ORDERS,
    ORDERS,
    EQUIPMENT,
    EQUIPMENT,
    COFFEE,
    COFFEE,
    BILLING,
    BILLING,
    ORDERS,
)

SUBJECTS = (
    # Delivery
    'Where is my parcel? It says "delivered"',
    "Pakket nog niet binnen, terwijl track & trace zegt van wel",
    "Paket belum sampai, sudah lima hari",
    "Encomenda atrasada: quando chega?",
    "Half of my order arrived, the other half did not",
    # Order change
    "Please change my address, I moved",
    "Bestelling aanpassen: 2 kg in plaats van 1 kg",
    "Ubah pesanan saya, tolong",
    "Posso juntar duas encomendas?",
    "Wrong size ordered, can I swap?",
    # Returns
    "Return of unopened bags",
    "Retour, maar het label print niet",
    "Pengembalian barang rusak",
    "Devolução: a caneca chegou partida",
    'Refund still "in progress"',
    # Grinder
    "Grinder stops after ten seconds",
    "Maalmolen ruikt verbrand, is dit de terugroepactie?",
    "Penggiling kopi tidak menyala",
    "Moinho faz barulho, o que faço?",
    "Recall of the K2 grinder\nserial number inside",
    # Espresso machine
    "No pressure on the second cup",
    "Machine lekt, onderaan, na ontkalken",
    "Mesin espreso bocor",
    "A máquina não aquece",
    "Error E4, what does it mean?",
    # Beans & roast
    "Beans taste flat this time",
    "Branddatum ontbreekt op de zak",
    "Biji kopi Gayo, kapan ada lagi?",
    "O lote de março é mais escuro?",
    'Is "Kerinci" certified organic?',
    # Brewing advice
    "V60: how coarse, how hot?",
    "Recept voor cold brew, 2 liter",
    "Resep tubruk yang pas?",
    "Receita para prensa francesa",
    "Bitter shots, what can I change?",
    # Subscription
    "Pause my subscription, please",
    "Abonnement overslaan in augustus, kan dat?",
    "Berhenti langganan sementara",
    "Mudar a subscrição para moído",
    "Charged twice for one subscription",
    # Invoice & payment
    "Invoice with VAT number, please",
    "iDEAL-betaling mislukt, wel afgeschreven",
    "Faktur untuk kantor",
    "Fatura em nome da empresa, por favor",
    "Payment failed three times",
    # Website
    "Cannot log in",
    "Kortingscode werkt niet",
    "Situs tidak bisa dibuka",
    "O carrinho fica vazio",
    'Button "Pay" does nothing',
)
SUBJECTS_PER_TOPIC = 5
SPAM_SUBJECTS = (
    "Rank #1 on every search engine, guaranteed",
    "Your mailbox is full, click here",
    "Wholesale offer, best price!!!",
)

LIKED = (
    "Quick and kind, thank you!",
    "Top geholpen, dank je wel",
    "Terima kasih, cepat sekali",
    'Sara said "no problem" and it was none',
    "Obrigada, muito simpáticos",
    "Beans are lovely,\nservice too",
)
DISLIKED = (
    "Had to ask three times, always another answer",
    "Snel antwoord, maar geen oplossing",
    "Jawabannya tidak membantu",
    'A "standard" reply, nobody read my mail',
    "Ainda à espera de uma solução",
    "Still broken.\nStill waiting.",
)
COMMENTS = (*LIKED, *DISLIKED)

NOTES = (
    "Warm opening, clear next step",
    "Forgot to confirm the address, otherwise fine",
    'Macro pasted as is: "Dear customer"',
    "Goede samenvatting, tikfout in de naam",
    "Answered one of the two questions",
)

COMPANIES = (
    "Café De Zon",
    "Bakkerij Van Houten, Utrecht",
    'Hotel "De Wereld"',
    "Warung Ibu Tini",
    "Pastelaria Lisboa",
    "Studio Noord B.V.",
    "Boekhandel & Koffie, Gent",
    "Kantoor Oost",
    "Lunchroom Zeezicht",
    "Coworking Strijp",
    "Jansen, Smit & Zn.",
    "Museumcafé Het Depot",
    "Espressobar Brûlée",
    "Restoran Nusantara",
    "Sporthal 't Veld",
    "Roti & Kopi",
)
TITLES = ("Owner", "Office manager", "Inkoper", "Chef", "Barista")
