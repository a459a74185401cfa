"""Given names of men and of women, titles and what else tells of what kind a person is.

`qa.quotes.people` makes out with them whom "he" and "she" stand for. All in lower case.
"""

import re

_MEN = """
    aaron abdul adam ahmed aksel alan albert alessandro alex alexander alfred ali allan amir
    anders andre andreas andrei andrew andrzej andy anthony anton antonio arne arthur arturo
    aslan barack ben benjamin bernard bernie bill billy bjorn bjørn bob boris brad brandon
    brendan brent brett brian bruce bryan carl carlos carsten charles charlie chris
    christian christopher chuck claude clive colin craig cyril dan daniel darren dave david
    davide dean dennis derek dick dieter dirk dmitri dmitry dominic don donald doug douglas
    dylan ed eddie edward edwin einar elijah elon emil emmanuel enrico eric erich erik
    ernest ernst ethan evan fabian fabio felix fernando filippo florian francis francisco
    franco frank franz fred frederick friedrich fritz gabriel gareth gary geoff geoffrey
    georg george gerald gerhard gerry giles giovanni giuseppe glenn gordon graham grant greg
    gregor gregory gunnar gunther gustav guy günter haakon hakan hamid hans harold harry
    harvey hassan hector heinrich heinz helmut henrik henry herbert hermann horst hugh hugo
    hussein ian ibrahim igor isaac ismail ivan ivar jack jacob jake jakob james jamie
    jason javier jay jean jeb jeff jeffrey jens jeremy jerry jerzy jesse jim jimmy joachim
    joe joel johan johann johannes john johnny jonas jonathan jordi jorge jose joseph josh
    joshua josé juan justin jürgen kai karl karsten kaspar kasper keir keith ken kenneth
    kevin khalid klaus knut kofi konrad kristian kurt larry lars laurence lee leo leon
    leonard leonid lewis liam lindsey louis luca lucas ludwig luis lukas luke magnus malcolm
    manfred marco marcus mario mark martin marvin mathias matt matteo matthew matthias
    maurice max mehdi mehmet michael michel miguel mikael mike mikhail mikkel milo mitch
    mitt mohamed mohammed muhammad mustafa nathan neil newt nicholas nick niels nigel niklas
    nikolai nils noah norman olaf ole oleg oliver olof omar oscar oskar otto ove owen pablo
    paolo patrick paul pavel pawel pedro per pete peter petr phil philip pierre pieter
    pietro piotr rafael rahul rajesh ralph ramon rand rasmus ravi ray raymond reince
    reinhard ricardo richard rick rishi rob robert roberto robin rod rodney roger roland
    rolf roman ron ronald rory ross roy ruben rudolf rudy rune rupert russell ryan sajid
    salman sam samir samuel scott sean sebastian sergei sergey seth shane sigurd simon
    stanislav stanley stefan stefano stephen steve steven stewart stuart sven tariq ted
    terry theodore thomas thorsten tim timothy tobias toby todd tom tomas tomasz tommy tony
    torsten trevor ulrich umberto uwe vasily vernon victor viggo viktor vincent vincenzo
    vladimir volodymyr walter warren wayne wesley wilhelm will william willie wojciech
    wolfgang wolfram xavier yuri yusuf zac zachary zoltan
"""
_WOMEN = """
    abigail ada adele agnes agnieszka aisha aleksandra alexandra alice alison alma amanda
    amber amelia amina amira amy ana andrea angela angelina anita anja ann anna anne annette
    annie annika antonia april ariana ashley astrid audrey aurora barbara beate beatrice
    becky bernadette berta beth betty beverly birgit birgitte bonnie brenda bridget brigitte
    camilla carina carla carlotta carly carmen carol caroline carolyn catherine cathy
    cecilia charlotte cheryl chiara chloe christina christine cindy claire clara claudia
    colleen connie cristina cynthia dagmar daisy dana daniela danielle dawn debbie deborah
    debra denise diana diane dolores donna dora doris dorota dorothy edda edith eileen
    elaine eleanor elena elin elisa elisabeth elizabeth elke ella ellen elsa elsie emilia
    emily emma erica erika erin esther eva eve evelyn ewa fatima federica felicity fiona
    frances frieda friederike gabriela gail georgia gerda gertrude gina giorgia gisela
    gladys gloria grace greta gudrun hanna hannah hanne harriet heather hedda hedwig heidi
    heike helen helena helene helga hilda hilde hildegard hillary holly huma ida ilse inga
    inge ingeborg ingrid irene irina iris isabel isabella ivana ivanka jacinda jackie
    jacqueline jadwiga jane janet janice jasmine jean-marie jeanne jennifer jenny jessica
    jill joan joanna joanne johanna josephine joy joyce judith judy julia julie jutta kamala
    karen karin karina katarina kate katharina katherine kathleen kathryn kathy katie katja
    katrin kayleigh kellyanne kerry kim kimberly kirsten klara kristin laura lauren laurie
    layla lea leila lena leslie lidia lilian lily linda linnea lisa lise liv liz lois
    loretta lorraine lotte louise lucia lucy ludmila luisa lydia lynn madeleine madison
    magda magdalena maja malala mara maren margaret margarete margarita margherita maria
    marianne marie marina marion marit marjorie marta martha martina mary mathilde matilda
    maureen maya megan melania melanie melissa mercedes mia michelle mildred mira miranda
    miriam molly mona monica monika nadia nadine nancy naomi natalia natalie natasha nell
    nicola nicole nikki nina nora norma nuria oksana olena olga olha olivia pamela patricia
    paula pauline penelope penny petra phyllis pia pippa priscilla priti priya rachel rahel
    rebecca renate renee rita roberta ronja rosa rose rosemary rosie roswitha ruta ruth
    sabine sabrina sally samantha sandra sara sarah selma sharon sheila shirley sigrid silke
    silvia sofia sofie solveig sonia sonja sophia sophie stacy stella stephanie stine sue
    susan susanna susanne suzanne svetlana sylvia tamara tammy tanja tara tatiana tatyana
    teresa thea theresa tilda tina tracy ulla ulrike ursula ute valentina valerie vanessa
    vera veronica victoria viola virginia vivian wanda wendy wilma winifred yasmin yolanda
    yulia yvette yvonne zoe zofia
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
RANKS = frozenset(["former", "ex", "deputy", "vice", "acting", "assistant"])
"""What stands before an office that is another one: the deputy mayor is not the mayor."""
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
