"""Names of countries and states, each with the other ways to write it."""

_COUNTRIES = """
    Afghanistan / Albania / Algeria / Andorra / Angola / Argentina / Armenia / Australia / Austria
    Azerbaijan / Bahamas / Bahrain / Bangladesh / Barbados / Belarus / Belgium / Belize / Benin
    Bhutan / Bolivia / Bosnia, Bosnia and Herzegovina / Botswana / Brazil / Brunei / Bulgaria
    Burkina Faso / Burundi / Cambodia / Cameroon / Canada / Cape Verde / Central African Republic
    Chad / Chile / China, People’s Republic of China / Colombia / Comoros / Congo / Costa Rica
    Croatia / Cuba / Cyprus / Czech Republic, Czechia / Denmark / Djibouti / Dominica
    Dominican Republic / Ecuador / Egypt / El Salvador / Equatorial Guinea / Eritrea / Estonia
    Eswatini, Swaziland / Ethiopia / Fiji / Finland / France / Gabon / Gambia / Georgia / Germany
    Ghana / Greece / Grenada / Guatemala / Guinea / Guinea-Bissau / Guyana / Haiti / Honduras
    Hungary / Iceland / India / Indonesia / Iran / Iraq / Ireland / Israel / Italy / Ivory Coast
    Jamaica / Japan / Jordan / Kazakhstan / Kenya / Kiribati / Kosovo / Kuwait / Kyrgyzstan / Laos
    Latvia / Lebanon / Lesotho / Liberia / Libya / Liechtenstein / Lithuania / Luxembourg
    Madagascar / Malawi / Malaysia / Maldives / Mali / Malta / Marshall Islands / Mauritania
    Mauritius / Mexico / Micronesia / Moldova / Monaco / Mongolia / Montenegro / Morocco
    Mozambique / Myanmar, Burma / Namibia / Nauru / Nepal / Netherlands, Holland / New Zealand
    Nicaragua / Niger / Nigeria / North Korea / North Macedonia, Macedonia / Norway / Oman
    Pakistan / Palau / Palestine / Panama / Papua New Guinea / Paraguay / Peru / Philippines
    Poland / Portugal / Qatar / Romania / Russia, Russian Federation / Rwanda / Samoa / San Marino
    Saudi Arabia / Senegal / Serbia / Seychelles / Sierra Leone / Singapore / Slovakia / Slovenia
    Solomon Islands / Somalia / South Africa / South Korea / South Sudan / Spain / Sri Lanka
    Sudan / Suriname / Sweden / Switzerland / Syria / Taiwan / Tajikistan / Tanzania / Thailand
    Togo / Tonga / Trinidad and Tobago / Tunisia / Turkey, Türkiye / Turkmenistan / Tuvalu / Uganda
    Ukraine / United Arab Emirates, UAE, U.A.E., Emirates
    United Kingdom, UK, U.K., Britain, Great Britain, England, Scotland, Wales, Northern Ireland
    United States, US, U.S., USA, U.S.A., America, United States of America
    Uruguay / Uzbekistan / Vanuatu / Vatican City, Vatican / Venezuela / Vietnam / Yemen / Zambia
    Zimbabwe / Soviet Union / Yugoslavia / Czechoslovakia / Hong Kong / Puerto Rico / Greenland
"""
_STATES = """
    Alabama / Alaska / Arizona / Arkansas / California / Colorado / Connecticut / Delaware / Florida
    Georgia / Hawaii / Idaho / Illinois / Indiana / Iowa / Kansas / Kentucky / Louisiana / Maine
    Maryland / Massachusetts / Michigan / Minnesota / Mississippi / Missouri / Montana / Nebraska
    Nevada / New Hampshire / New Jersey / New Mexico / New York / North Carolina / North Dakota
    Ohio / Oklahoma / Oregon / Pennsylvania / Rhode Island / South Carolina / South Dakota
    Tennessee / Texas / Utah / Vermont / Virginia / Washington / West Virginia / Wisconsin
    Wyoming
"""


def _names(text: str) -> dict[str, str]:
    """Each way to write a name → the name."""
    found: dict[str, str] = {}
    for line in text.strip().split("\n"):
        for group in line.strip().split(" / "):
            ways = [way.strip() for way in group.split(",")]
            found.update(dict.fromkeys(ways, ways[0]))
    return found


COUNTRIES = _names(_COUNTRIES)
"""Each way to write a country → one name for it."""

PARTS_OF_COUNTRIES = frozenset(["England", "Scotland", "Wales", "Northern Ireland"])
"""Countries of a country, each of which is an item by itself."""

STATES = _names(_STATES)
"""Of the United States."""
