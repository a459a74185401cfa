"""What columns of tables are called: to tell a row of names from a row of values."""

import re

_LISTED = """
    name names title headline label id no nr number code key ref reference date day month year week
    time hour quarter period start end from to since until deadline due created updated published
    event activity task action step measure subject topic item article product part model type kind
    category class group status state result outcome grade level rank position place location city
    town village district region county province country port harbour station stop line route site
    hall room building floor address street postcode zip phone telephone mobile fax email e-mail
    mail website url link person people owner author manager contact role function job department
    unit units team company firm organisation organization supplier vendor manufacturer customer
    client member members cost costs price prices amount amounts sum total budget revenue income
    turnover sales profit loss spending expenses tax salary wage fee fees fine value values rate
    share percent percentage count quantity qty stock size length width height depth weight area
    volume capacity power voltage speed temperature pressure distance duration age sex gender
    population inhabitants employees staff visitors passengers ships imports exports import export
    production yield score points votes seats wins losses description details detail note notes
    comment comments remark remarks reason cause text content question answer source property
    parameter field setting option feature specification default meaning definition term language
    currency colour color material version format
    datum tag monat jahr woche uhrzeit zeit beginn ende stadt ort land kreis gemeinde straße strasse
    plz adresse anschrift vorname nachname titel art typ klasse gruppe rang platz nummer nr preis
    preise kosten betrag summe gesamt menge anzahl einheit wert anteil größe länge breite höhe tiefe
    gewicht fläche dauer alter einwohner kunde lieferant firma hersteller farbe bemerkung
    beschreibung telefon
    nom prénom titre date jour mois année heure début fin ville pays région adresse rue numéro prix
    coût montant somme quantité nombre unité valeur taille longueur largeur hauteur poids surface
    durée âge habitants client fournisseur entreprise couleur remarque téléphone
    nombre apellido título fecha día mes año hora inicio fin ciudad país región dirección calle
    número precio coste costo importe suma cantidad unidad valor tamaño longitud anchura altura peso
    superficie duración edad habitantes cliente proveedor empresa color descripción teléfono
    имя фамилия название дата день месяц год время город страна область адрес улица номер цена
    стоимость сумма количество единица размер длина ширина высота вес площадь возраст телефон
"""
_NAMES = frozenset(_LISTED.split())
_BRACKETED = re.compile(r"[(\[][^)\]]{0,40}[)\]]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def is_column_name(cell: str) -> bool:
    """Whether a cell reads as the name of a column: `Cost (EUR)`, `opening date`, `unitPrice`."""
    if len(cell) > 60:
        return False
    plain = _HUMP.sub(" ", _BRACKETED.sub(" ", cell)).replace("_", " ")
    words = _WORD.findall(plain.lower())
    ends = {word.removesuffix(ending) for word in (*words[:1], *words[-1:]) for ending in ("", "s")}
    return 0 < len(words) <= 5 and not _NAMES.isdisjoint(ends)


def is_no_value(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return _NO_VALUE.fullmatch(cell) is not None


_NO_VALUE = re.compile(r"n/?a|none|null|nan|unknown|missing|dn[fs]", re.I)
