"""Who says what: the verbs of saying in all their forms, and the words that stand around a speaker.

`qa.sayings` reads sentences with them. Each list is of single words in lower case.
"""

import re
from collections.abc import Iterator

_REGULAR = """
    accuse acknowledge add address admit advise affirm agree allege announce answer apologise
    apologize appeal argue ascribe ask assail assert assess assume assure attack attest aver
    avow bark bawl beam beg believe bellow bemoan bet blame blast blog blurt bluster boast
    bombard brag bristle calculate caption castigate caution challenge chant characterise
    characterize charge chastise cheer chide chime chuckle cite claim clarify commend comment
    commiserate compare complain concede conclude concur condemn confess confide confirm
    congratulate conjecture contemplate contend contest continue contrast coo correct
    corroborate counsel counter credit criticise criticize croak cry dare decide declare
    decline decree decry deem defend demand denounce deny deride describe detail diagnose
    disagree disavow disclose dismiss disparage dispute doubt drawl dub echo elaborate email
    emphasise emphasize endorse enthuse enumerate equate espouse estimate exclaim exhort expect
    explain express extol exult fear fret fume gasp giggle greet grin gripe groan grouse growl
    grumble guarantee gush hail hazard headline herald hint hiss hope huff illustrate impart
    implore imply indicate inform inquire insinuate insist instruct interject interpose
    interrupt interview intimate intone invite invoke itemize jeer jest joke justify label
    lambast lambaste lament lash laugh lecture liken lobby maintain marvel mention moan mock
    mumble murmur muse mutter needle note object observe offer opine outline paraphrase peg
    persist phrase plead pledge point ponder pose post praise pray preach predict proclaim
    profess promise prompt pronounce prophesy propose propound protest query question quip
    quote rail rant rasp rate rattle react reaffirm reason reassert reassure rebuke rebut
    recall recap recite reckon recommend recount refer reference refute rehearse reiterate
    reject rejoice rejoin relate remark remember remind remonstrate repeat rephrase reply
    report reprimand reprise reproach request resolve respond retort retweet reveal ridicule
    roar romanticize rule scoff scold scorn scowl scream shout shriek shrug sigh signal simper
    slam slur smile smirk snap snarl sneer sniff sniffle snigger snort sob specify speculate
    splutter squeak squeal stammer state stipulate stress stutter submit suggest sum summarise
    summarize surmise suspect swoon tag tease testify text thank theorize threaten thunder
    toast tout trash trumpet tut tweet underline underscore urge utter vent venture verify
    vilify voice volunteer vouch vow wail warn welcome whimper whine whisper wisecrack wonder
    worry yell yelp
"""
_IRREGULAR = """
    say says said saying / tell tells told telling / write writes wrote written writing
    speak speaks spoke spoken speaking / read reads reading / put puts putting / go goes went going
    begin begins began begun beginning / think thinks thought thinking / swear swears swore swearing
    call calls called calling / feel feels felt feeling / sing sings sang singing
    foresee foresees foresaw / retell retells retold / send sends sent sending / shoot shoots shot
    talk talks talked talking / release releases released releasing / issue issues issued issuing
    give gives gave giving / deliver delivers delivered delivering
"""
_REPORTING = """
    acknowledge add admit affirm allege announce argue assert assure believe boast caution
    claim clarify comment complain concede conclude confess confirm contend declare deny
    disclose emphasize emphasise explain hint imply indicate inform insist joke mention note
    observe predict proclaim promise pledge reaffirm recall recount reiterate remark remind
    repeat report reveal speculate stress suggest suspect testify tweet retweet urge vow warn
    wonder ask accuse demand propose recommend request advise criticize criticise blame
    describe denounce condemn quip
"""
_REPORTING_TOO = """
    say says said saying tell tells told telling write writes wrote written writing think thinks
    thought thinking swear swears swore swearing
"""
_VOWELS = "aeiou"
_DOUBLED_WORDS = """
    admit beg bet blog blur brag chat demur fret grin infer jot pan pen plan plod plug prod
    quip rap rebut recap refer slam slur snag snap sob submit sum tag tut
"""
_DOUBLED = frozenset(_DOUBLED_WORDS.split())
"""Verbs whose last letter is doubled: admit, admitted."""


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


SAYING = frozenset(form for verb in _REGULAR.split() for form in _forms(verb)) | frozenset(
    _IRREGULAR.replace("/", " ").split()
)
"""Forms of verbs with which a quote is given."""

REPORTING = frozenset(form for verb in _REPORTING.split() for form in _forms(verb)) | frozenset(
    _REPORTING_TOO.split()
)
"""Forms of verbs that are of saying wherever they stand; the others are where a quote is beside."""

_PLAIN_WORDS = """
    say says said write writes wrote add adds added report reports reported tweet tweets
    tweeted note notes noted argue argues argued explain explains explained
"""
PLAIN = frozenset(_PLAIN_WORDS.split())
"""Verbs that stand before their speaker even where what is said is not in quotation marks."""

_TO_SOMEBODY_WORDS = """
    tell tells told telling remind reminds reminded assure assures assured inform informs
    informed warn warns warned warning ask asks asked asking urge urges urged urging advise
    advises advised
"""
TO_SOMEBODY = frozenset(_TO_SOMEBODY_WORDS.split())
"""Verbs with which is said who hears it."""

_NEVER_BEFORE_WORDS = """
    tell tells told call calls called describe describes described
"""
NEVER_BEFORE = frozenset(_NEVER_BEFORE_WORDS.split())
"""Verbs that do not stand before their speaker."""

_NOUNS_TOO_WORDS = """
    address answer answers appeal appeals attack attacks blame blast boast call calls challenge
    challenges chant chants charge charges claim claims comment comments complain cry counter
    demand demands doubt doubts dispute disputes echo email emails estimate estimates fear
    fears figure figures find finds hint hints hope hopes issue issues joke jokes label labels
    laugh lecture mention minute minutes name names note notes object objects offer offers
    order orders pan plan plans plea pledge pledges point points post posts praise press
    promise promises protest protests question questions quote quotes rant rate rates read
    record records reference release releases remark remarks reply report reports request
    requests result return returns rule rules set sets show shows shout sigh signal slam state
    states stress summary suspect suspects tag tags talk talks text texts thought thoughts
    threat title titles toast tweet tweets view voice voices vow vows warning warnings welcome
    whisper wonder worry worries yell meaning reading saying finding findings ruling writing
    feeling reporting thinking beginning opening showing cheer cheers plug letter broadcast
    streams stream raise puts smile laughs beam detail details bet contest credit contrast
    reason reasons interview interviews mouth needle pose lobby advice sum process shot put
    found caution cautions
"""
NOUNS_TOO = frozenset(_NOUNS_TOO_WORDS.split())
"""Forms that are nouns, too: behind an article or a preposition they are no verbs."""

_ARTICLES_WORDS = """
    a an the this that these those his her its their our my your whose any some no every each
    another such 's s ’s
"""
ARTICLES = frozenset(_ARTICLES_WORDS.split())

_PREPOSITIONS_WORDS = """
    about above across after against along amid among around as at before behind below beneath
    beside besides between beyond by concerning despite during except following for from in
    including inside into like near of off on onto outside over past per regarding since
    through throughout till to toward towards under until unlike upon versus via with within
    without amidst alongside
"""
PREPOSITIONS = frozenset(_PREPOSITIONS_WORDS.split())

_SUBORDINATE_WORDS = """
    that because while although though if when whether unless where why how whereas what once
    until since after before as even so than
"""
SUBORDINATE = frozenset(_SUBORDINATE_WORDS.split())
"""Words that begin a clause within another."""

HEARERS = frozenset(("him", "them", "me", "us"))
"""Whom something is said to, never who says it."""

CALLS = frozenset(("call", "calls", "called", "calling"))
CALLED_FOR = frozenset(("for", "on", "him", "her", "them", "it"))
"""A form of `call` is of saying before one of these: called for peace, called him a liar."""

CLAUSES = frozenset(("that", "whether", "if", "what", "how", "why", "where", "who", "when"))
"""Words that begin what somebody is told."""

_OF_SOMEBODY_WORDS = """
    call calls called calling describe describes described describing criticize criticizes
    criticized criticise criticises criticised criticizing accuse accuses accused accusing
    blame blames blamed blaming denounce denounces denounced condemn condemns condemned mock
    mocks mocked label labels labeled labelled brand brands branded deem deems deemed
"""
OF_SOMEBODY = frozenset(_OF_SOMEBODY_WORDS.split())
"""Verbs of which what they are about is a part of what is said: calls her "a fool"."""

DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))

COORDINATE = frozenset(("and", "but", "or", "nor", "yet", "so"))

RELATIVE = frozenset(("who", "which", "whom", "whose", "that", "where", "when"))

_AUXILIARY_WORDS = """
    has have had having is are was were be been being am do does did will would can could may
    might must shall should 'd ’d 'll ’ll 've ’ve hasn't hadn't haven't didn't doesn't don't
    won't wouldn't hasn’t hadn’t haven’t didn’t doesn’t don’t won’t wouldn’t couldn't couldn’t
    not to
"""
AUXILIARY = frozenset(_AUXILIARY_WORDS.split())

BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "am"))

_ADVERBS_WORDS = """
    also later still then once again only now even never always often ever already just soon
    thus too instead however therefore meanwhile nevertheless nonetheless further furthermore
    here there first today yesterday tonight afterward afterwards out back up flatly reportedly
    all both twice rather perhaps sometimes long himself herself itself themselves maybe
"""
ADVERBS = frozenset(_ADVERBS_WORDS.split())
"""Words that may stand between a speaker and the verb; those in -ly do so too."""

_ASIDES_WORDS = """
    however too though meanwhile also instead therefore nevertheless
"""
ASIDES = frozenset(_ASIDES_WORDS.split())
"""Words that stand between commas within a clause: Byrne, however, said."""

_NAMES_IN_ED_WORDS = """
    ed ned ted fred alfred mohammed mohamed ahmed reed reid united jared saeed
"""
NAMES_IN_ED = frozenset(_NAMES_IN_ED_WORDS.split())
"""Names that end as participles do."""

TAKES_BASE = AUXILIARY | {
    "i",
    "you",
    "we",
    "they",
    "who",
    "and",
    "people",
    "police",
    "many",
    "some",
}
"""Words behind which a verb has no ending: they say, will say."""

DETERMINERS = frozenset(("that", "one", "who", "some", "many", "others", "another"))
"""Pronouns that may stand within what names a speaker: some officials."""

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

TURN = re.compile(
    r"(?P<label>(?:Q|A|[A-Z][\w.’'-]*(?:[ \t]+(?:[A-Z][\w.’'-]*|de|van|von|of|the|and)){0,5}))"
    r"(?:[ \t]*\([^()\n]{1,60}\))?[ \t]*(?::|\.\s?[—–]|[ \t][—–])[ \t]+(?=\S)"
)
"""The beginning of a line that names who speaks in it: `Q: ...`, `Ada Byrne (chair): ...`."""

QUESTIONERS = frozenset(("q", "question", "interviewer"))

ANSWERERS = frozenset(("a", "answer"))
"""Labels of turns that name nobody."""

_NO_SPEAKERS_WORDS = """
    note notes photo image source date time place present apologies subject re to from cc attn
    venue location address tel phone email fax agenda item action actions decision resolved
    summary conclusion warning caution tip example figure table chapter section part step total
    price cost title author published updated copyright website url http https contact
    references question questions answer answers minutes purpose scope background result
    results method methods keywords abstract chair secretary attendees attendance absent quorum
    update correction editor related more read watch also caption video credit name role status
    deadline owner topic version breaking exclusive opinion analysis poll report study
"""
NO_SPEAKERS = frozenset(_NO_SPEAKERS_WORDS.split())
"""Labels before a colon that are of forms and notes, and name no speaker; `Chair: ...` is told by
what else in the document is a turn."""

CLIPPED = re.compile(r"(?:em|til|tis|twas|cause|n)\b|\d0s\b", re.IGNORECASE)
"""What stands behind an apostrophe that opens no quote: 'em, 'til, the '90s."""
