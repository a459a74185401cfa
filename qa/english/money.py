"""Money: what asks for a sum, and what may name one."""

import re

_PAYS = (
    r"(?:pays?|paid|paying|costs?|costing|charge[sd]?|earns?|earned|owe[sd]?|spends?|spent|fined"
    r"|rent|fees?|prices?|salary|wages?|deposit|worth|sold|bought)"
)
_ASKED = re.compile(
    r"\W*how much (?:money\b|(?:do|does|did|is|are|was|were|will|would|can|could|must|should|has"
    rf"|have|had)\b[^?]{{0,160}}\b{_PAYS}\b)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"[$€£¥₹₽₴₺₩¢]|\b(?:USD|EUR|GBP|CHF|JPY|UAH|RUB|CAD|AUD|INR|SEK|NOK|DKK|PLN|CZK)\b"
    r"|\b(?:dollars?|euros?|pounds?|sterling|cents?|pence|pennies|yen|yuan|renminbi|roubles?|rubles?"
    r"|rupees?|crowns?|kron(?:er|or|a|e)|francs?|pesos?|hryvnias?|shekels?|lira|z[łl]ot(?:y|ych|ys)"
    r"|forints?|dinars?|dirhams?|riyals?|rand|baht|won|bitcoins?|bn|billions?|millions?|trillions?"
    r"|thousands?|free|nothing|gratis|waived|salar(?:y|ies)|rates?|amounts?|sums?|totals?|budgets?"
    r"|bonus(?:es)?|grants?|donat\w+|per cent|percent)\b"
    rf"|%|\b{_PAYS}\b",
    re.IGNORECASE,
)


def asks_for_a_sum(question: str) -> bool:
    """Whether a question asks how much is paid: "How much do we pay a month?"."""
    return bool(_ASKED.match(question))


def may_name_a_sum(text: str) -> bool:
    """Whether a text says something of money, or that there is nothing to pay."""
    return bool(_NAMED.search(text))
