"""Words with a full stop that ends no sentence, and words that begin one: four languages and more.

Case counts: `no.` and `No.` are not the same, and a name may look like an abbreviation. What is in
no list is a word, and its full stop ends the sentence unless a lower-case letter follows.
"""

from index.text.dates import MONTHS, WEEKDAYS
from index.text.lists import word_set

NEVER_LAST = word_set(
    """
    Mr Mrs Ms Mx Dr Drs Prof Profs Gen Sen Sens Rep Reps Gov Lt Col Capt Cpt Sgt Maj Cpl Pvt Adm
    Brig Cmdr Cdr Comdr Amb Assoc Asst Rev Fr Hon Pres Supt Insp Det Atty Messrs Mme Mmes Mlle Mgr
    Msgr Me MM Ft Mt Pty cf Cf viz vs v
    Sec Secy Avda
    Hr Hrn Frl Fa Dipl Ing Mag Hl Bgm
    Sra Sras Srta Dra Dña Gral Cnel Cap Tte Arq Lic Lcda Lcdo Ilmo Ilma Excmo Excma Sta Sto
    e.g i.e E.g I.e z.B d.h D.h Z.B p.ex p.ej P.ex P.ej c.-à-d C.-à-d т.е Т.е г-н г-жа
    sig Sig dott Dott avv Avv ul dhr Dhr mevr Mevr
    проф акад
    """
)
"""Titles, and words that lead on: something always follows."""

BEFORE_NUMBER = word_set(
    """
    No Nos no nos Nr Nrn nr núm Núm núms nro Nro num vol vols Vol Vols ch Ch chs chap Chap chaps
    fig figs Fig Figs tab Tab p pp sec secs Sec Secs sect art arts Art Arts app App eq eqs Eq
    Eqs ref refs Ref Refs réf Réf para paras Para Paras par Par subs subss reg regs Reg Regs cl cls
    Sch Schs
    s ss h r rr n nn l ll f c b d t T Q
    est al col cols lit Lit Abs Abb Kap Abschn Anm Bd Bde Rn Rz S
    Z Ziff cap Cap pág págs pag Pág párr inc ap alin chiff suppl Suppl Anh Tel tel Tél tél fax Fax
    Cap pos Pos ver Ver ed Ed op ibid Ibid Mk Pat Pub doc Doc Lot Flt
    стр рис гл ст с п д кв корп см табл тел
    """
)
"""What stands before a number; before anything else the full stop may end a sentence."""

RARELY_LAST = word_set(
    """
    approx avg incl excl temp max min dept univ inst natl intl assn govt Gov't assoc asst feat misc
    resp esp ext orig Dept Depts Univ Inst Nat Natl Intl Assn Govt Ctr Div Sect Comm Dir Bldg
    Dist Ct Cir Supp
    med iur jur phil rer nat dent habil
    ca Ca bzw evtl ggf sog vgl Vgl zzgl inkl exkl bspw insb insbes allg rd geb gest verh Abt Geb
    Ges Std Str Pl MwSt Tr Bhf Verf Jh Jhdt Mio Mrd Mill Tsd
    apr env Env boul av Av bd Bd éd dép gén bât ét col cdt Sté St Ste prof
    aprox Aprox máx mín mill depto Depto Av avda dpto Dpto EE UU Ud Uds Vd Vds ej ref Ref
    кв млн млрд тыс руб ул им др долл пр обл гор г
    """
)
"""Of these the full stop is followed by a new sentence only if that begins as sentences do."""

MAY_END = word_set(
    """
    Inc Corp Ltd Co Cos Plc plc LLC Bros Jr Sr St Rd Ave Blvd Sq Ln Hwy Cie Cía Mfg Ph.D Pa Va Ga
    Calif Fla Mass Mich Minn Conn Tenn Wash Ariz Okla Colo Penn Ill Ind Wis Kan Ky Nev Ore
    """
)
"""As `RARELY_LAST`, but a number begins a new sentence."""

MEASURES = word_set("yd yds ft lb lbs st gal hr hrs h mi qt deg m")
"""Measures after which a number of a smaller one may go on: `5 ft. 10 in.`"""

AMOUNTS = word_set("bn mn tn mln mrd mio k")
"""Short words for large numbers, after which the money may be named: `3.5 bn. U.S. dollars`."""

CLOCK = word_set("a.m p.m A.M P.M am pm")
"""Before and after noon; a full stop that often ends a sentence."""

_DAYS = {day[:3] for day in WEEKDAYS} | {"Tues", "Weds", "Thur", "Thurs"}
SHORT_MONTHS = frozenset(
    {month[:3] for month in MONTHS}
    | {"Sept"}
    | word_set(
        "Jän Mär Okt Dez janv févr avr juil déc ene abr ago set sept dic янв фев апр авг дек"
    )
) - {"May"}
"""Short names of months, before a day or a year."""

SHORT_DAYS = frozenset(_DAYS)
"""Short names of days, before a date."""

DAY_NAMES = frozenset({*_DAYS, *WEEKDAYS, *MONTHS, *SHORT_MONTHS, "May"})
"""Names of days and months, in full or short: after a time of day they belong to it."""

AFTER_ORDINAL = word_set(
    """
    Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jänner
    Jahrhundert Jahrhunderts Jh Jhdt Jhd Platz Rang Stock Stockwerk Auflage Aufl Kapitel Klasse
    Weltkrieg Weltkriegs Liga Mal Tag Woche Monat Jahr Quartal Etage Oktobers Lebensjahr Armee
    Januars Senat Kammer Zivilsenat Strafsenat Bezirk
    """
)
"""German nouns after a number with a full stop, which is read as "the third"."""

BEFORE_ORDINAL = word_set(
    "der die das den dem des am im vom zum zur beim ein eine einen bis ab seit Der Die Das Den Dem "
    "Des Am Im Vom Zum Zur Beim Ab Seit Bis ihr sein jeder jede jedes"
)
"""German words before such a number."""

LABELS = word_set(
    "plan zone type class grade group vitamin section part hall gate level team block wing unit "
    "room model option annex appendix schedule exhibit platform terminal category route line point "
    "Plan Zone Type Class Grade Group Vitamin Section Part Hall Gate Level Team Block Wing Unit "
    "Klasse Gruppe Teil Halle Zone Ebene zone groupe type partie salle clase grupo zona tipo sala"
)
"""What is told apart by a single letter, which is not the first of a name."""

STEPS = word_set(
    "Step Chapter Section Part Phase Rule Exercise Lesson Question Answer Table Figure Article "
    "Schritt Kapitel Teil Regel Aufgabe Frage Tabelle Abbildung Artikel Étape Chapitre Partie "
    "Règle Figure Tableau Paso Capítulo Parte Regla Tabla Artículo"
)
"""What a numbered line begins with: `Step 1. Open the valve.`"""

EXCLAIMED = word_set("Yahoo Jeopardy Oklahoma Mamma Moulin Oliver Hello Shazam Kapow")
"""Names that are written with an exclamation mark."""

SAYING = (
    "said|says|asked|asks|shouted|cried|replied|answered|added|called|whispered|yelled|told|wrote"
)
"""What a speaker does after a quote that ends in a question or exclamation mark; for a pattern."""

BEFORE_NO = word_set("said says say answered voted replied an or yes a meant")
"""Words after which `no` is an answer, and not short for a number."""

STARTERS = word_set(
    """
    The A An This That These Those There Here He She It They We You I His Her Its Their Our My Your
    But And Or So If When While As At In On By For From With Without After Before Since Until
    During Under Over Between Among Some Many Most Few Several Both All Each Every Another Such
    No Not Nobody None Nothing Neither Either What Who Whom Whose Why How Where Which Yet However
    Still Then Now Later Meanwhile Also Thus Therefore Because Although Though Despite According
    Two Three Four Five Six Seven Eight Nine Ten Dozens Hundreds Thousands
    Only Once Again Today Yesterday Tomorrow Mr Mrs Ms To Of Is Are Was Were Do Does Did
    Please Never Always Less More Others Any Anyone Everyone Someone Even Instead Perhaps Whether
    Police Officials
    Der Die Das Ein Eine Er Sie Es Wir Ihr Ich Man Im Am Zum Zur Vom Mit Nach Bei Auf Aus Für Und
    Aber Oder Doch Auch Noch Nun Dann Danach Dort Hier Heute Wenn Als Weil Da Was Wer Wo Wie Warum
    Ihre Seine Sein Ihr Kein Keine Niemand Nichts Jeder Alle Viele Dies Diese Dieser Seit
    Laut
    Le La Les Un Une Des Il Elle Ils Elles On Nous Vous Je Ce Cet Cette Ces Son Sa Ses Leur Leurs
    Mais Et Ou Si Quand Dans En Au Aux Du Par Pour Sur Sans Avec Après Avant Depuis Selon Puis Nul
    Personne Rien Tous Tout Qui Que Quoi Où Pourquoi Comment
    El Los Las Una Unos Unas Ella Ellos Ellas Su Sus Mi Nuestro Pero Y O Cuando En Al Del Con Sin
    Para Por Tras Desde Hasta Según Luego Después Antes Nadie Nada Todo Todos Quién Qué Dónde Cómo
    Este Esta Estos Estas Ese Esa Se Ya Hay Yo
    Он Она Оно Они Мы Вы Я Это Этот Эта Эти В На По С К О У И Но А Если Когда Как Что Кто Его Её Их
    После Потом Затем Там Здесь Тогда Сейчас При Для Из До От За Все Никто
    """
)
"""Words that begin a sentence far more often than they are a part of a name."""

NAME_PARTS = word_set("La Le Les Los Las Das Die Da Del Des Du Al A Will O У О А И В С К")
"""Starters that are parts of names too: after one initial they go on with the name."""

SMALLER_UNITS = r"(?:in|oz|ft|min|sec|s|lb|pt|pence|d)"
"""Units of which a measure of two has so many more: "5 ft. 10 in."."""

OFTEN_DONE = r"(?:left|was|is|has|had|will|died|won|lost|came|went|sold|bought)"
"""Verbs that often follow the name which begins a sentence."""
