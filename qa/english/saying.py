"""Who says what: the verbs of saying in all their forms, and the words that stand around a speaker.

`qa.quotes` reads sentences with them. Each list is of single words in lower case.
"""

import re
from collections.abc import Iterator

_REGULAR = """
    acknowledge add address admit affirm agree allege announce answer argue ask assail assert assure
    attack bark beam bellow bemoan blame blast boast bristle caution challenge chant charge chide
    chuckle cite claim clarify comment complain concede conclude concur condemn confess confide
    confirm contend continue counter criticize criticise cry dare decide declare decline decry defend
    demand denounce deny deride describe detail disagree disclose dismiss dub elaborate email
    emphasize emphasise endorse estimate exclaim exhort explain exult express fume grumble gush gripe
    hail hint imply implore indicate inform inquire insinuate insist instruct interject intimate
    invoke joke jeer justify label lament laugh lecture maintain marvel mention mock moan mumble
    murmur muse mutter needle note object observe offer opine outline peg plead pledge point ponder
    post praise preach predict proclaim profess promise pronounce propose protest quip query question
    quote rail rant rate reaffirm reason reassure rebuke recall recite reckon recommend recount refer
    reflect reiterate rejoin relate remark remember remind repeat reply report request respond retort
    reveal ridicule roar scoff scold scream shout shriek sigh slam snap snarl sniff sob specify
    speculate sneer state stipulate stress submit suggest surmise tease testify text thank threaten
    thunder tout trumpet tweet retweet underline underscore urge utter venture voice volunteer vow
    wail warn whisper wonder write-off yell mouth hiss growl groan gasp grin giggle drawl croak
    stammer stutter bawl beg blurt bluster brag cheer coo greet hazard huff note plead pray promise
    prompt pronounce rasp rejoice remonstrate romanticize reprimand simper smile snigger snort splutter
    squeal squeak tut vent worry caution counsel advise accuse apologize apologise appeal announce
    ascribe attest aver avow bet characterize characterise christen compare concur congratulate
    contest contrast corroborate credit deem deplore detail diagnose disavow disparage dispute doubt
    echo enthuse enumerate equate espouse extol fear figure fret guarantee herald impart interrupt
    interpose intone itemize lambast lambaste liken lobby minute note pan paraphrase pen phrase plug
    reassert rebut recap rehearse reference refute reprise reproach resolve rule scorn scowl signal
    slur stipulate summarize summarise sum tag theorize title trash trumpet verify vilify vouch
    welcome whine whimper name believe stream react introduce propound contemplate advise assume blog
    conjecture correct decree expect hope imagine order plan portray publish raise reject
    rephrase return shrug suspect open pile chastise chime bombard pass single complain lash
    rattle interview joke minute observe pose press record assess calculate caption castigate
    caution commend commiserate grouse headline illustrate invite jest persist plan prophesy
    remonstrate sigh smirk sniffle swoon toast wisecrack yelp
"""
_IRREGULAR = """
    say says said saying / tell tells told telling / write writes wrote written writing
    speak speaks spoke spoken speaking / read reads reading / put puts putting / go goes went going
    begin begins began begun beginning / think thinks thought thinking / swear swears swore swearing
    call calls called calling
    feel feels felt feeling / sing sings sang singing
    begin begins began /     shoot shoots shot / foresee foresees foresaw
    retell retells retold / send sends sent / reply replies replied replying
    talk talks talked talking
    broadcast broadcasts / release releases released releasing / issue issues issued issuing
    give gives gave giving / 
    deliver delivers delivered delivering
    tell tells / spell spells spelled spelling / weigh weighs weighed
"""
_VOWELS = "aeiou"


def _forms(verb: str) -> Iterator[str]:
    """A regular verb in the present, the past and the form in -ing."""
    yield verb
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
        return
    yield verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    if verb.endswith("e"):
        yield from (f"{verb}d", f"{verb[:-1]}ing")
        return
    last = verb[-1] if verb in _DOUBLED else ""
    yield from (f"{verb}{last}ed", f"{verb}{last}ing")


_DOUBLED = frozenset("admit blog brag blur fret grin jot pan pen plan plug prod quip rap rebut refer".split()) | frozenset(
    "recap slam slur snap sob submit tag tut bet sum beg snag chat plod infer demur sniff".split()
) - {"sniff"}

SAYING = frozenset(
    form for verb in _REGULAR.split() for form in _forms(verb)
) | frozenset(_IRREGULAR.replace("/", " ").split())
"""Forms of verbs with which a quote is given."""

REPORTING = frozenset(
    form
    for verb in """acknowledge add admit affirm allege announce answer argue assert assure believe boast
    caution claim clarify comment complain concede conclude confess confirm contend declare deny
    disclose emphasize emphasise explain hint hope imply indicate inform insist joke lament maintain
    mention note observe predict proclaim promise pledge quip reaffirm recall recount reiterate remark
    remember remind repeat reply report respond reveal speculate state stress suggest suspect testify
    tweet underline underscore urge vow warn wonder write ask accuse demand propose recommend request
    advise criticize criticise blame describe deem threaten agree disagree call reject denounce condemn
    question retweet protest mock label brand chide quote cite explain promise retort scoff accuse
    estimate fear expect""".split()
    for form in _forms(verb)
) | frozenset(
    "say says said saying tell tells told telling write writes wrote written writing think thinks"
    " thought thinking swear swears swore swearing".split()
)
"""Forms of verbs that are of saying wherever they stand; the others are where a quote is beside."""

PLAIN = frozenset(
    """say says said write writes wrote add adds added report reports reported tweet tweets tweeted
    note notes noted argue argues argued explain explains explained""".split()
)
"""Verbs that stand before their speaker even where what is said is not in quotation marks."""

TO_SOMEBODY = frozenset(
    """tell tells told telling remind reminds reminded assure assures assured inform informs informed
    warn warns warned warning ask asks asked asking urge urges urged urging advise advises advised""".split()
)
"""Verbs with which is said who hears it."""

NEVER_BEFORE = frozenset("tell tells told call calls called describe describes described".split())
"""Verbs that do not stand before their speaker."""

NOUNS_TOO = frozenset(
    """address answer answers appeal appeals attack attacks blame blast boast call calls challenge
    challenges chant chants charge charges claim claims comment comments complain cry counter demand
    demands doubt doubts dispute disputes echo email emails estimate estimates fear fears figure
    figures find finds hint hints hope hopes issue issues joke joke jokes label labels laugh lecture
    mention minute minutes name names note notes object objects offer offers order orders pan plan
    plans plea pledge pledges point points post posts praise press promise promises protest protests
    question questions quote quotes rant rate rates read record records reference release releases
    remark remarks reply report reports request requests result return returns rule rules set sets
    show shows shout sigh signal slam state states stress summary suspect suspects tag tags talk talks
    text texts thought thoughts threat title titles toast tweet tweets view voice voices vow vows
    warning warnings welcome whisper wonder worry worries yell meaning reading saying finding findings
    ruling writing feeling reporting thinking beginning opening question showing cheer cheers plug
    letter broadcast streams stream raise puts smile laughs beam detail details bet contest credit
    contrast reason reasons interview interviews mouth needle pose lobby advice text sum process
    shot put found""".split()
)
"""Forms that are nouns, too: behind an article or a preposition they are no verbs."""

ARTICLES = frozenset(
    """a an the this that these those his her its their our my your whose any some no every each
    another such 's s ’s""".split()
)
PREPOSITIONS = frozenset(
    """about above across after against along amid among around as at before behind below beneath
    beside besides between beyond by concerning despite during except following for from in including
    inside into like near of off on onto outside over past per regarding since through throughout till
    to toward towards under until unlike upon versus via with within without amidst alongside""".split()
)
SUBORDINATE = frozenset(
    """that because while although though if when whether unless where why how whereas what once
    until since after before as even so than""".split()
)
"""Words that begin a clause within another."""

CLAUSES = frozenset("that whether if what how why where who when".split())
"""Words that begin what somebody is told."""

OF_SOMEBODY = frozenset(
    """call calls called calling describe describes described describing criticize criticizes criticized
    criticise criticises criticised criticizing accuse accuses accused accusing blame blames blamed
    blaming denounce denounces denounced condemn condemns condemned mock mocks mocked label labels
    labeled labelled brand brands branded deem deems deemed reject rejects rejected""".split()
)
"""Verbs of which what they are about is a part of what is said: calls her "a fool"."""

DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

COORDINATE = frozenset("and but or nor yet so".split())
RELATIVE = frozenset("who which whom whose that where when".split())

AUXILIARY = frozenset(
    """has have had having is are was were be been being am do does did will would can could may might
    must shall should 'd ’d 'll ’ll 've ’ve hasn't hadn't haven't didn't doesn't don't won't wouldn't
    hasn’t hadn’t haven’t didn’t doesn’t don’t won’t wouldn’t couldn't couldn’t not to""".split()
)
BE = frozenset("is are was were be been being am".split())
ADVERBS = frozenset(
    """also later still then once again only now even never always often ever already just soon thus
    too instead however therefore meanwhile nevertheless nonetheless further furthermore here there
    first today yesterday tonight afterward afterwards out back up flatly reportedly all both twice
    rather perhaps sometimes long himself herself itself themselves maybe""".split()
)
"""Words that may stand between a speaker and the verb; those in -ly do so too."""

PRONOUNS = {
    "he": "man",
    "she": "woman",
    "they": "several",
    "it": "thing",
    "i": "author",
    "we": "author",
    "you": "other",
    "who": "before",
    "which": "before",
    "that": "before",
    "everyone": "nobody",
    "nobody": "nobody",
    "someone": "nobody",
    "somebody": "nobody",
    "one": "nobody",
    "others": "nobody",
    "many": "nobody",
    "some": "nobody",
    "another": "nobody",
}
"""A word that stands for a speaker, and the kind of whom it stands for."""

POSSESSIVES = {"his": "man", "her": "woman", "their": "several", "its": "thing", "my": "author"}
"""The same where something of the speaker is named: his statement."""

MALE_TITLES = frozenset("mr mr. sir lord king prince father brother rabbi imam monsignor".split())
FEMALE_TITLES = frozenset(
    "mrs mrs. ms ms. miss dame lady queen princess sister baroness mme mother".split()
)
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | frozenset(
        """dr dr. prof prof. professor president sen sen. senator rep rep. representative gov gov.
        governor mayor minister secretary chancellor chairman chairwoman chair judge justice general
        gen gen. col col. capt capt. captain lt lt. sgt sgt. major colonel sergeant officer detective
        sheriff chief inspector councillor cllr councilwoman councilman commissioner ambassador
        congressman congresswoman pope bishop archbishop cardinal rev rev. reverend premier speaker
        director coach manager ceo attorney former vice deputy prime first foreign lord-mayor""".split()
    )
)
"""What may stand before a name and is no part of it."""

MEN = frozenset(
    """aaron abdul adam ahmed alan albert alex alexander alfred ali allan amir andre andreas andrew
    andy anthony antonio arthur barack ben benjamin bernard bernie bill billy bob boris brad brandon
    brendan brent brett brian bruce bryan carl carlos charles charlie chris christian christopher chuck
    claude clive colin craig cyril dan daniel darren dave david dean dennis derek dick dmitry dominic
    don donald doug douglas dylan ed eddie edward edwin elijah elon emmanuel eric ernest ethan evan
    felix fernando francis francisco frank fred frederick gabriel gareth gary geoff geoffrey george
    gerald gerry giles giovanni glenn gordon graham grant greg gregory guy hans harold harry harvey
    hassan henry herbert hector hugh hugo hussein ian ibrahim igor isaac ivan jack jacob jake james
    jamie jason javier jay jean jeb jeff jeffrey jeremy jerry jesse jim jimmy joe joel john johnny
    jonathan jordi jorge jose josé joseph josh joshua juan justin karl keir keith ken kenneth kevin
    khalid kofi kurt larry lars laurence lee leo leon leonard leonid lewis liam lindsey louis lucas
    luis luke malcolm marco marcus mario mark martin marvin matt matthew maurice max mehmet michael
    michel miguel mike milo mitch mitt mohamed mohammed muhammad nathan neil newt nicholas nick nigel
    nikolai noah norman oleg oliver omar oscar oskar otto owen patrick paul pedro pete peter phil
    philip pierre rafael rahul rajesh ralph ramon rand ravi ray raymond reince ricardo richard rick
    rishi rob robert roberto robin rod rodney roger roland ron ronald rory ross roy rudy rupert russell
    ryan sajid salman sam samuel scott sean sebastian sergei seth shane simon stanley stefan stephen
    steve steven stewart stuart tariq ted terry theodore thomas tim timothy toby todd tom tommy tony
    trevor vernon victor viktor vincent vladimir volodymyr wayne walter warren wesley will william
    willie wolfgang xavier yusuf zac zachary""".split()
)
WOMEN = frozenset(
    """abigail ada adele agnes alexandra alice alison amanda amber amelia amina amy ana andrea angela
    angelina anita ann anna anne annette annie april ariana ashley audrey barbara beatrice becky
    bernadette beth betty beverly bonnie brenda bridget camilla carla carly carmen carol caroline
    carolyn catherine cathy charlotte cheryl chloe christina christine cindy claire clara claudia
    colleen connie cristina cynthia daisy dana daniela danielle dawn debbie deborah debra denise diana
    diane dolores donna doris dorothy edith eileen elaine eleanor elena elisa elizabeth ella ellen
    emily emma erica erin esther eva eve evelyn fatima felicity fiona frances gabriela gail georgia
    gertrude gina giorgia gladys gloria grace greta hannah harriet heather heidi helen helena hillary
    holly huma ida ingrid irene iris isabel isabella ivana ivanka jacinda jackie jacqueline jane janet
    janice jasmine jean-marie jeanne jennifer jenny jessica jill joan joanna joanne josephine joy joyce
    judith judy julia julie kamala karen karin kate katherine kathleen kathryn kathy katie kayleigh
    kellyanne kerry kim kimberly kirsten kristin laura lauren laurie layla leila lena leslie lilian
    lily linda lisa liz lois loretta lorraine louise lucia lucy lydia lynn madeleine madison magdalena
    malala mara margaret maria marianne marie marina marion marjorie martha mary maureen maya megan
    melania melanie melissa mercedes mia michelle mildred miranda miriam molly monica nadia nancy naomi
    natalia natalie natasha nicola nicole nikki nina nora norma olga olivia pamela patricia paula
    pauline penelope penny phyllis pippa priscilla priti priya rachel rebecca renee rita roberta rosa
    rose rosemary rosie ruth sabrina sally samantha sandra sara sarah selma sharon sheila shirley sonia
    sophia sophie stacy stella stephanie sue susan susanna suzanne sylvia tamara tammy tara teresa
    theresa tina tracy ursula valerie vanessa vera veronica victoria viola virginia vivian wanda wendy
    winifred yasmin yolanda yvette yvonne zoe""".split()
)
"""Given names of the one kind and the other, as far as they are of one kind only."""

MALE_NOUNS = frozenset("man father husband son brother boy king spokesman chairman businessman".split())
FEMALE_NOUNS = frozenset(
    "woman mother wife daughter sister girl queen spokeswoman chairwoman businesswoman actress".split()
)
PARTICLES = frozenset("de del della der den van von bin ibn al el la le du da dos das di ben y".split())
"""Words in lower case within a name."""

NO_NAMES = frozenset(
    """the a an this that these those in on at by for from of to with but and or as if when while after
    before since because although though he she it they we i you his her their its our my your who
    what which where why how there here then now so yet not no yes well oh monday tuesday wednesday
    thursday friday saturday sunday january february march april may june july august september
    october november december asked speaking according""".split()
)
"""Words that have a capital letter where a sentence begins, and are no names there."""

SOURCES = re.compile(
    r"\b(?:according to|in the words of|as told by|in the view of|in the opinion of|by the account of)"
    r"(?!\w)",
    re.IGNORECASE,
)
"""Behind these words stands who says it."""

TURN = re.compile(
    r"(?P<label>(?:Q|A|[A-Z][\w.’'-]*(?:[ \t]+(?:[A-Z(][\w.’')-]*|de|van|von|of|the|and)){0,5}))"
    r"(?:[ \t]*\([^()\n]{1,60}\))?[ \t]*(?::|\.\s?[—–]|[ \t][—–])[ \t]+(?=\S)"
)
"""The beginning of a line that names who speaks in it: `SMITH: ...`, `Q: ...`, `Ada Byrne (chair): ...`."""

QUESTIONERS = frozenset("q question interviewer".split())
ANSWERERS = frozenset("a answer".split())
"""Labels of turns that name nobody."""

NO_SPEAKERS = frozenset(
    """note notes photo image source date time place present apologies subject re to from cc attn venue
    location address tel phone email fax agenda item action actions decision resolved summary
    conclusion warning caution tip example figure table chapter section part step total price cost
    title author published updated copyright website url http https contact references question
    questions answer answers minutes purpose scope background result results method methods keywords
    abstract chair secretary attendees attendance absent quorum location update correction editor
    related more read watch also caption video credit name role status deadline owner topic version
    breaking exclusive opinion analysis poll report study""".split()
)
"""Labels before a colon that are of forms and notes, and name no speaker; `Chair: ...` is told by
what else in the document is a turn."""
