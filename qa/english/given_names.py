"""Given names of men and of women, titles and what else tells of what kind a person is.

`qa.quotes.people` makes out with them whom "he" and "she" stand for. All in lower case.
"""

import re

_MEN = """
    aaron abdul adam ahmed alan albert alex alexander alfred ali allan amir andre andreas
    andrew andy anthony antonio arthur barack ben benjamin bernard bernie bill billy bob boris
    brad brandon brendan brent brett brian bruce bryan carl carlos charles charlie chris
    christian christopher chuck claude clive colin craig cyril dan daniel darren dave david
    dean dennis derek dick dmitry dominic don donald doug douglas dylan ed eddie edward edwin
    elijah elon emmanuel eric ernest ethan evan felix fernando francis francisco frank fred
    frederick gabriel gareth gary geoff geoffrey george gerald gerry giles giovanni glenn
    gordon graham grant greg gregory guy hans harold harry harvey hassan hector henry herbert
    hugh hugo hussein ian ibrahim igor isaac ivan jack jacob jake james jamie jason javier jay
    jean jeb jeff jeffrey jeremy jerry jesse jim jimmy joe joel john johnny jonathan jordi
    jorge jose joseph josh joshua josé juan justin karl keir keith ken kenneth kevin khalid
    kofi kurt larry lars laurence lee leo leon leonard leonid lewis liam lindsey louis lucas
    luis luke malcolm marco marcus mario mark martin marvin matt matthew maurice max mehmet
    michael michel miguel mike milo mitch mitt mohamed mohammed muhammad nathan neil newt
    nicholas nick nigel nikolai noah norman oleg oliver omar oscar oskar otto owen patrick paul
    pedro pete peter phil philip pierre rafael rahul rajesh ralph ramon rand ravi ray raymond
    reince ricardo richard rick rishi rob robert roberto robin rod rodney roger roland ron
    ronald rory ross roy rudy rupert russell ryan sajid salman sam samuel scott sean sebastian
    sergei seth shane simon stanley stefan stephen steve steven stewart stuart tariq ted terry
    theodore thomas tim timothy toby todd tom tommy tony trevor vernon victor viktor vincent
    vladimir volodymyr walter warren wayne wesley will william willie wolfgang xavier yusuf zac
    zachary
"""
_WOMEN = """
    abigail ada adele agnes alexandra alice alison amanda amber amelia amina amy ana andrea
    angela angelina anita ann anna anne annette annie april ariana ashley audrey barbara
    beatrice becky bernadette beth betty beverly bonnie brenda bridget camilla carla carly
    carmen carol caroline carolyn catherine cathy charlotte cheryl chloe christina christine
    cindy claire clara claudia colleen connie cristina cynthia daisy dana daniela danielle dawn
    debbie deborah debra denise diana diane dolores donna doris dorothy edith eileen elaine
    eleanor elena elisa elizabeth ella ellen emily emma erica erin esther eva eve evelyn fatima
    felicity fiona frances gabriela gail georgia gertrude gina giorgia gladys gloria grace
    greta hannah harriet heather heidi helen helena hillary holly huma ida ingrid irene iris
    isabel isabella ivana ivanka jacinda jackie jacqueline jane janet janice jasmine jean-marie
    jeanne jennifer jenny jessica jill joan joanna joanne josephine joy joyce judith judy julia
    julie kamala karen karin kate katherine kathleen kathryn kathy katie kayleigh kellyanne
    kerry kim kimberly kirsten kristin laura lauren laurie layla leila lena leslie lilian lily
    linda lisa liz lois loretta lorraine louise lucia lucy lydia lynn madeleine madison
    magdalena malala mara margaret maria marianne marie marina marion marjorie martha mary
    maureen maya megan melania melanie melissa mercedes mia michelle mildred miranda miriam
    molly monica nadia nancy naomi natalia natalie natasha nicola nicole nikki nina nora norma
    olga olivia pamela patricia paula pauline penelope penny phyllis pippa priscilla priti
    priya rachel rebecca renee rita roberta rosa rose rosemary rosie ruth sabrina sally
    samantha sandra sara sarah selma sharon sheila shirley sonia sophia sophie stacy stella
    stephanie sue susan susanna suzanne sylvia tamara tammy tara teresa theresa tina tracy
    ursula valerie vanessa vera veronica victoria viola virginia vivian wanda wendy winifred
    yasmin yolanda yvette yvonne zoe
"""
MEN = frozenset(_MEN.split())
"""Given names of men, as far as no woman is commonly called so."""

WOMEN = frozenset(_WOMEN.split())
"""Given names of women, likewise."""

_MALE_TITLES_WORDS = """
    mr mr. sir lord king prince father brother rabbi imam monsignor
"""
MALE_TITLES = frozenset(_MALE_TITLES_WORDS.split())
_FEMALE_TITLES_WORDS = """
    mrs mrs. ms ms. miss dame lady queen princess sister baroness mme mother
"""
FEMALE_TITLES = frozenset(_FEMALE_TITLES_WORDS.split())
_OFFICES = """
    president senator representative governor mayor minister secretary chancellor chairman
    chairwoman chair judge justice general colonel captain lieutenant major sergeant officer
    detective sheriff chief inspector councillor councilwoman councilman commissioner ambassador
    congressman congresswoman pope bishop archbishop cardinal reverend premier speaker director
    coach manager professor attorney spokesman spokeswoman
"""
OFFICES = frozenset(_OFFICES.split())
"""What somebody is, where it stands before his name, or beside it between commas."""

_SHORT = """
    dr dr. prof prof. sen sen. rep rep. gov gov. gen gen. col col. capt capt. lt lt. sgt sgt. cllr
    rev rev. ceo former vice deputy prime first foreign lord-mayor acting
"""
TITLES = MALE_TITLES | FEMALE_TITLES | OFFICES | frozenset(_SHORT.split())
"""What may stand before a name and is no part of it."""

_MALE_NOUNS_WORDS = """
    man father husband son brother boy king spokesman chairman
"""
MALE_NOUNS = frozenset(_MALE_NOUNS_WORDS.split())
_FEMALE_NOUNS_WORDS = """
    woman mother wife daughter sister girl queen spokeswoman actress
"""
FEMALE_NOUNS = frozenset(_FEMALE_NOUNS_WORDS.split())
"""What tells of what kind the person is whose name stands behind it."""

_PARTICLES_WORDS = """
    de del della der den van von bin ibn al el la le du da dos das di y
"""
PARTICLES = frozenset(_PARTICLES_WORDS.split())
"""Words in lower case within a name."""

_NO_NAMES = """
    the a an this that these those in on at by for from of to with but and or as if when while after
    before since because although though he she it they we i you his her its their our my your who
    what which where why how here there then now so yet not no yes well oh monday tuesday wednesday
    thursday friday saturday sunday january february march april may june july august september
    october november december asked speaking according
"""
NO_NAMES = frozenset(_NO_NAMES.split())
"""Words that have a capital letter where a sentence begins, or always, and are no names."""

_BODIES_WORDS = """
    ministry department office agency authority council committee commission board bureau court
    party union league association society institute institution university college school church
    company corporation inc ltd group bank fund foundation trust service services force forces army
    navy police times post news press journal tribune herald guardian mail network channel house
    congress senate parliament assembly cabinet government administration republic kingdom state
    states city county district street river sea ocean island islands mountains bay lake park
    hospital centre center museum museum club team airport station twitter facebook embassy
"""
BODIES = frozenset(_BODIES_WORDS.split())
"""The last word of a name that is of no person."""

BEFORE_WHO = re.compile(r",?\s?(?:(?:an?|the|one of the)(?:\s[\w-]+){1,4},?\s)?")
"""What may stand between a name and the `who` that means it."""

OFFICE_BEHIND = re.compile(
    rf", (?:the|an?|[\w-]{{1,30}}[’']s) ((?:[\w-]{{1,30}} ){{0,3}}(?:{'|'.join(sorted(OFFICES))}))"
    r"(?=[,.;)]| (?:of|for|in|at|from)\b)",
    re.IGNORECASE,
)
"""What somebody is, where it stands behind his name: `Ada Byrne, the mayor of Tolm`."""
