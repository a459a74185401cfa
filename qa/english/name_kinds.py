"""What kind of thing a name is of: given names, forms of address, places, groups."""

import re


def _all(text: str) -> frozenset[str]:
    return frozenset(text.split())


WOMEN = _all(
    """
    ada agnes alice alicia alison amanda amelia amy ana andrea angela anita ann anna anne annie
    audrey barbara beatrice bessie beth betty beyoncé brenda bridget camilla carmen carol caroline
    catherine cecilia celine charlotte chelsea christina christine claire clara claudia danielle
    deborah denise diana donna dora doris dorothy edie edith eileen elena eleanor elisabeth elise
    elizabeth ella ellen emily emma erika erin esther eva eve evelyn fatima fiona florence frances
    giorgia gloria grace greta hannah hazel heather heidi helen helena hillary ida inga ingrid irene
    iris isabel isabella ivanka jacinda jane janet janice jasmine jean jennifer jenny jessica jill
    joan joanna josephine joyce judith judy julia julie kaja kamala karen karin kate katherine
    kathleen kathy katie kelly kim kirsten laura lauren laurie leah lena lily linda lisa liz lucia
    lucy lydia maggie margaret maria marie marina marjorie martha mary megan meghan melanie melissa
    melania mette michelle miriam molly monica nadia nancy naomi natalie natasha nicole nikki nina
    nora olena olga oksana olivia pamela patricia paula penny rachel rebecca regina rihanna rita
    rosa rose ruth sabine sally samantha sandra sanna sara sarah shakira sharon sheila shirley
    silvia simone sofia sonia sophia sophie stephanie susan susanne sylvia tamara tanya tatiana
    taylor teresa theresa tina tracy ulrike ursula valentina vanessa vera veronica victoria viola
    virginia wendy yulia yvonne zoe
    """
)
"""Given names of women, in lower case."""

MEN = _all(
    """
    aaron abdul adam adrian ahmed alan albert alejandro alexander alexei alfred ali andre andreas
    andrei andrew andrii anthony antonio antony arnold arthur asa barack ben benedict benjamin
    bernard bill bob boris brad brandon brett brian bruce bruno byron carl carlos charles chris
    christian christopher claude clive colin craig damar dan daniel darren dave david dean denis
    dennis derek dick dieter dmitri dmitry dominic don donald donovan douglas duncan ed eddie edgar
    eduardo edward elon emmanuel eric erik ernest evan felix fernando francis francisco frank franz
    fred freddie frederick friedrich gary gavin geert geoffrey george gerald gerhard giovanni glenn
    gordon graham greg gregory guy hans harold harry hassan heinrich helmut heman henrik henry
    herbert horst howard hugh hugo hunter ian ibrahim igor ihor ivan jack jacob jake jakob james
    jan jason javier jay jeff jeffrey jens jeremy jerome jerry jim jimmy joe joel johan johannes
    john jonathan jorge jose josé joseph josh joshua juan julian justin karl keir keith ken kenneth
    kevin klaus kyrie larry lars lawrence leo leon leonard leonardo lewis lionel louis luca lucas
    luis luiz luke magnus malcolm marc marcel marco marcus mario mark martin marvin matt matteo
    matthew matthias maurice max michael miguel mike mikhail mohammed mohamed mookie muhammad
    narendra nathan neil nelson nicholas nick nicolas nigel norman oleg oleh oleksandr oliver olaf
    oscar otto pablo patrick paul pavel pedro pete peter petro philip philippe phil pierre prince
    rafael ralph randy raymond recep richard rick rishi rob robert roberto rodney roger roland roman
    ron ronald ross roy rudolf russell ryan salvador sam samuel scott sean sebastian sergei sergey
    sergio sergiy serhii shohei silvio simon stanley stefan stephen steve steven stuart sven tariq
    ted terry theodore thierry thomas tim timothy tobias todd tom tommy tony trevor tucker tyler
    valery vasyl victor viktor vincent vitali vitaly vivek vladimir volodymyr walter warren wayne
    werner wilhelm will william willie wolfgang xavier xi yuri yves zach
    """
)
"""Given names of men, in lower case."""

SURNAMED = _all("prince scott russell nelson hunter will guy roman christian")
"""Of them, those that are as often something else: no kind is told from one alone."""

MEN_TITLES = _all("mr sir lord king prince father brother")
WOMEN_TITLES = _all("mrs ms miss dame lady queen princess sister")
OFFICES = (
    MEN_TITLES
    | WOMEN_TITLES
    | _all(
        """
    dr gov governor sen senator rep congressman congresswoman president vice prime premier
    chancellor mayor minister secretary general gen col colonel capt captain maj major lt sgt
    sheriff judge justice professor prof coach commissioner pope cardinal bishop archbishop
    ambassador director chairman chairwoman chair chief officer spokesman spokeswoman inspector
    """
    )
)
"""Forms of address and offices that stand before a name, in lower case and without a full stop."""

KEPT_TITLES = _all("pope king queen prince princess")
"""Those without which a name would not be known."""

PERSON_NOUN = re.compile(
    r"\b(?:man|woman|boy|girl|person|player|singer|actor|actress|author|writer|journalist|reporter"
    r"|doctor|nurse|teacher|driver|pilot|captain|coach|manager|director|owner|founder|leader|chief"
    r"|head|mayor|governor|minister|president|chancellor|senator|king|queen|prince|princess|pope"
    r"|bishop|judge|lawyer|soldier|officer|official|spokes(?:man|woman|person)|suspect|victim"
    r"|killer|gunman|attacker|winner|candidate|secretary(?:-general)?|scientist|professor|artist"
    r"|host|guest|editor|chair(?:man|woman)?|commander|general|ambassador|father|mother|son"
    r"|daughter|brother|sister|husband|wife|speaker|guitarist|quarterback|striker"
    r"|deputy|successor|predecessor|assistant|treasurer|clerk|boss|uncle|aunt|cousin|engineer"
    r"|architect|caretaker|(?:harbour|station)[ -]?master)\b",
    re.IGNORECASE,
)

GROUP_WORDS = _all(
    """
    administration agency alliance angels army assembly association authority bank board brigade
    broadcaster bureau cabinet cavaliers club coalition college commission committee companies
    company conference congress corp corporation council court department dodgers enterprise
    entertainment fc federation force forces forum foundation front fund government group guard
    holdings house inc industries institute institution investigators league limited llc ltd media
    ministry motors movement navy network news office orchestra organisation organization parliament
    party plc police post press republicans democrats resources school senate service services
    society senators space systems team times today trust union united university workers
    """
)
"""Words of names of groups, in lower case."""

PLACE_WORDS = _all(
    """
    airport arena avenue bay beach bridge castle cathedral church city coast county desert
    district forest gulf harbour hill island islands lake mount mountain mountains ocean palace park
    peninsula port province region river road sea square stadium station street strait street tower
    town valley village
    """
)
"""Words of names of places, in lower case."""

_PLACES = """
    Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria,
    Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan,
    Bolivia, Bosnia, Botswana, Brazil, Britain, Brunei, Bulgaria, Burundi, Cambodia, Cameroon,
    Canada, Chad, Chile, China, Colombia, Comoros, Congo, Costa Rica, Croatia, Cuba, Cyprus,
    Czechia, Czech Republic, Denmark, Djibouti, Dominica, Ecuador, Egypt, El Salvador, England,
    Eritrea, Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Georgia,
    Germany, Ghana, Great Britain, Greece, Greenland, Grenada, Guatemala, Guinea, Guyana, Haiti,
    Honduras, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy,
    Ivory Coast, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kosovo, Kuwait, Kyrgyzstan, Laos,
    Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Madagascar,
    Malawi, Malaysia, Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Moldova, Monaco,
    Mongolia, Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nepal, Netherlands,
    New Zealand, Nicaragua, Niger, Nigeria, North Korea, North Macedonia, Northern Ireland,
    Norway, Oman, Pakistan, Palestine, Panama, Papua New Guinea, Paraguay, Peru, Philippines,
    Poland, Portugal, Qatar, Romania, Russia, Rwanda, Samoa, Saudi Arabia, Scotland, Senegal,
    Serbia, Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Somalia, South Africa,
    South Korea, South Sudan, Soviet Union, Spain, Sri Lanka, Sudan, Suriname, Sweden,
    Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, Togo, Tonga, Tunisia, Turkey,
    Türkiye, Turkmenistan, Uganda, UK, U.K., Ukraine, United Arab Emirates, United Kingdom,
    United States, US, U.S., USA, U.S.A., Uruguay, Uzbekistan, Vatican, Vatican City, Venezuela,
    Vietnam, Wales, Yemen, Zambia, Zimbabwe, Africa, America, Antarctica, Asia, Europe,
    Middle East, North America, South America, Crimea, Gaza, Donbas, Alabama, Alaska, Arizona,
    Arkansas, California, Colorado, Connecticut, Delaware, Florida, Hawaii, Idaho, Illinois,
    Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan,
    Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey,
    New Mexico, New York, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania,
    Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont, Wisconsin,
    Wyoming, Amsterdam, Athens, Atlanta, Baghdad, Bangkok, Barcelona, Basel, Beijing, Beirut,
    Belgrade, Berlin, Bern, Birmingham, Bordeaux, Boston, Bratislava, Brisbane, Brussels,
    Bucharest, Budapest, Buenos Aires, Cairo, Canberra, Cape Town, Cardiff, Chicago, Cleveland,
    Cologne, Copenhagen, Dallas, Damascus, Delhi, Denver, Detroit, Dnipro, Doha, Donetsk,
    Dresden, Dubai, Dublin, Edinburgh, Frankfurt, Geneva, Genoa, Glasgow, Gothenburg, Hamburg,
    Hanoi, Havana, Helsinki, Hong Kong, Houston, Islamabad, Istanbul, Jakarta, Jerusalem,
    Johannesburg, Kabul, Kharkiv, Kherson, Kyiv, Leeds, Lima, Lisbon, Liverpool, Ljubljana,
    London, Los Angeles, Luhansk, Lviv, Lyon, Madrid, Manchester, Manila, Mariupol, Marseille,
    Melbourne, Miami, Milan, Minsk, Montreal, Moscow, Mumbai, Munich, Nairobi, Naples,
    New Delhi, Nice, Odesa, Osaka, Oslo, Ottawa, Oxford, Paris, Philadelphia, Prague, Pyongyang,
    Riga, Rio de Janeiro, Riyadh, Rome, Rotterdam, San Francisco, Santiago, Sarajevo, Seattle,
    Seoul, Shanghai, Sofia, Stockholm, Stuttgart, Sydney, Tallinn, Tbilisi, Tehran, Tel Aviv,
    Tokyo, Toronto, Turin, Vancouver, Venice, Vienna, Vilnius, Warsaw, Washington, Wellington,
    Zagreb, Zurich
"""
PLACES = frozenset(" ".join(name.split()).lower() for name in _PLACES.split(","))
"""Countries, states and large cities, in lower case."""
