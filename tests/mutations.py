"""What is broken by `tests/mutants.py`, and which tests must see it.

The list holds what keeps a key, a quote, a claim or a user safe, and every number that was fitted.
Whoever renames one of these places mends the pattern here; whoever fits a number adds it.
"""

from qa.models.calibration import CASCADE, FEATURES, SIGNALS
from tests.mutants import Mutation, Recalibrate, Replace

_READER, _CASCADE, _CHECKER = "reader/reading.json", "base/reading.json", "base/checking.json"
_SELECT = ("tests/qa/test_select.py",)
_TWO = ("tests/qa/test_cascade.py",)
_CHECK = ("tests/qa/test_check.py",)
_RULES = ("tests/qa/test_rules.py",)
_ANSWERS = ("tests/qa/test_assistant.py",)
_WRITTEN = ("tests/qa/test_model_answers.py",)
_FOLLOW_UPS = ("tests/qa/test_conversation.py",)
_AGREEMENT = ("tests/qa/test_agreement.py",)
_ENGINE = ("tests/index/test_engine.py",)
_PAGE = ("tests/ui/test_session.py",)


def _negated(number: float) -> float:
    return -number


_WEIGHTS = (
    *(
        Recalibrate(f"{file}: weight of {name} negated", file, ("weights", name), _negated, to)
        for file, names, to in (
            (_READER, FEATURES, _SELECT),
            (_CASCADE, CASCADE, _TWO),
            (_CHECKER, SIGNALS, _CHECK),
        )
        for name in names
    ),
    *(
        Recalibrate(f"{file}: bias + .4", file, ("bias",), lambda bias: bias + 0.4, to)
        for file, to in ((_READER, _SELECT), (_CASCADE, _TWO), (_CHECKER, _CHECK))
    ),
    Recalibrate("checker: threshold .3", _CHECKER, ("threshold",), lambda _: 0.3, _CHECK),
    Recalibrate("reader: agreement .9", _READER, ("agreement",), lambda _: 0.9, _AGREEMENT),
    *(
        Recalibrate(
            f"{file}: half the usual threshold",
            file,
            ("levels", "Balanced", "threshold"),
            lambda threshold: threshold / 2,
            to,
        )
        for file, to in ((_READER, _SELECT), (_CASCADE, _TWO))
    ),
)

_EVIDENCE = (
    Replace(
        "fusion: rank off by one",
        "index/search/*.py",
        r"enumerate\(ranking, start=1\)",
        "enumerate(ranking)",
        ("tests/index/test_fuse.py",),
    ),
    Replace(
        "evidence: rank off by one",
        "qa/evidence/*.py",
        r"enumerate\(readings, start=1\)",
        "enumerate(readings, start=2)",
        _SELECT,
    ),
    Replace(
        "evidence: the last sentence of a passage in place of the best",
        "qa/evidence/*.py",
        r"max\(r\.sentences, key=lambda s: s\.evidence\)",
        "r.sentences[-1]",
        _SELECT,
    ),
    Replace(
        "evidence: the least probable first",
        "qa/evidence/select.py",
        r"key=lambda evidence: -evidence\.probability",
        "key=lambda evidence: evidence.probability",
        _SELECT,
    ),
    Replace(
        "agreement: answers that are empty agree",
        "qa/evidence/*.py",
        r"^\s+and answer\n",
        "",
        _AGREEMENT,
    ),
    Replace(
        "agreement: near copies agree",
        "qa/evidence/*.py",
        r" and not says_the_same\(content, said, SAME\)",
        "",
        _AGREEMENT,
    ),
    Replace(
        "windows: the last counts, not the one that a token is most inside",
        "qa/evidence/*.py",
        r"better = depth > inside\[first:last\]",
        "better = depth > -1",
        ("tests/qa/test_reader.py",),
    ),
    Replace(
        "vectors: as many compared exactly as are wanted, not three times",
        "index/search/*.py",
        r"^_CANDIDATES = 3$",
        "_CANDIDATES = 1",
        _ENGINE,
    ),
    Replace(
        "vectors: a base is never made anew for the share that changed",
        "index/search/*.py",
        r"max\(_LAG, _LAG_SHARE \* base\.count\)",
        "_LAG",
        _ENGINE,
    ),
)

_CLAIMS = (
    Replace(
        "support: two words are the beginning of a sentence",
        "qa/support/*.py",
        r"^_FEWEST = 4$",
        "_FEWEST = 2",
        _CHECK,
    ),
    Replace(
        "support: a condition may be cut off",
        "qa/support/*.py",
        r"^    if any\(_turns\(words\[start:end\]\) for start, end in gone\):\n +return False\n",
        "",
        _CHECK,
    ),
    Replace(
        "support: rules that decide are not asked",
        "qa/support/check.py",
        r"^(\s+)if reason:$",
        r"\1if False:",
        _CHECK,
    ),
    Replace(
        "rules: Niger is Nigeria",
        "qa/**/*.py",
        r" and \{one, other\} not in _LOOKALIKES",
        "",
        _RULES,
    ),
    Replace(
        "rules: about is within three tenths",
        "qa/**/*.py",
        r"^_CLOSE = 0\.1$",
        "_CLOSE = 0.3",
        _RULES,
    ),
    Replace(
        "rules: what is negated twice is negated",
        "qa/**/*.py",
        r"negations\(best\) % 2 == 1",
        "negations(best) >= 1",
        _RULES,
    ),
    Replace(
        "rules: numbers do not decide",
        "qa/support/rules.py",
        r"(DECIDING: tuple\[Rule, \.\.\.\] = \(\s*\*\(.*)_numbers, ",
        r"\1",
        _RULES,
    ),
    Replace(
        "rules: dates do not decide",
        "qa/support/rules.py",
        r"(DECIDING: tuple\[Rule, \.\.\.\] = \(\s*\*\(.*)_dates, ",
        r"\1",
        _RULES,
    ),
    Replace(
        "rules: addresses do not decide",
        "qa/support/rules.py",
        r"(DECIDING: tuple\[Rule, \.\.\.\] = \(\s*\*\(.*)_addresses, ",
        r"\1",
        _RULES,
    ),
    Replace(
        "rules: things that have changed places do not decide",
        "qa/support/rules.py",
        r"(DECIDING: tuple\[Rule, \.\.\.\] = \(\s*\*\(.*)_changed_places, ",
        r"\1",
        ("tests/qa/test_exchanged.py",),
    ),
    Replace(
        "answer: what could not be checked is said",
        "qa/writing/*.py",
        r"^(\s+)return Support\(0\.0, NOT_CHECKED\)$",
        r"\1return Support(1.0)",
        _ANSWERS,
    ),
    Replace(
        "answer: what does not support is cited",
        "qa/writing/*.py",
        r" if s\.score >= scorer\.threshold\]",
        "]",
        _ANSWERS,
    ),
    Replace(
        "answer: what breaks off is said",
        "qa/writing/*.py",
        r"if not draft\.whole:",
        "if False:",
        _WRITTEN,
    ),
    Replace(
        "citation: a span of another document",
        "qa/types.py",
        r"(def __post_init__\(self\) -> None:\n)\s+self\.document\.slice\(self\.span\)\n",
        r"\1",
        _ANSWERS,
    ),
    Replace(
        "claim: one without a citation",
        "qa/types.py",
        r"if not self\.citations:",
        "if False:",
        _ANSWERS,
    ),
    Replace(
        "model: asked from twice the threshold on, not from half",
        "qa/writing/*.py",
        r"threshold / 2\b",
        "threshold * 2",
        _WRITTEN,
    ),
    Replace(
        "extract: the same from .95 of the words, not from two thirds",
        "qa/writing/*.py",
        r"^_REPEATED = 2 / 3$",
        "_REPEATED = 0.95",
        _ANSWERS,
    ),
    Replace(
        "copies: the same from .2 of the words",
        "qa/evidence/*.py",
        r"^SAME = 0\.8$",
        "SAME = 0.2",
        ("tests/qa/test_duplicates.py",),
    ),
    Replace(
        "versions: the older one speaks",
        "qa/comparison/versions.py",
        r"else newer\(one, other\) > 0$",
        "else newer(one, other) < 0",
        ("tests/qa/test_versions.py",),
    ),
    Replace(
        "versions: another negation is the same statement",
        "qa/comparison/statements.py",
        r"^    if negations\(one\) % 2 != negations\(other\) % 2 or _opposed",
        "    if _opposed",
        ("tests/qa/test_statements.py",),
    ),
    Replace(
        "disagreement: however weak, an answer is a side",
        "qa/comparison/disagreement.py",
        r"^ENOUGH = 0\.5$",
        "ENOUGH = 0.0",
        ("tests/qa/test_disagreement.py",),
    ),
    Replace(
        "disagreement: sentences need not tell of the same thing",
        "qa/comparison/disagreement.py",
        r"^SAME_THING = 0\.5$",
        "SAME_THING = 0.0",
        ("tests/qa/test_disagreement.py",),
    ),
    Replace(
        "judging: a pasted sentence is looked for in the best hit only",
        "qa/evaluation/*.py",
        r"index\.search\(sentence\[:2000\], 20\)",
        "index.search(sentence[:2000], 1)",
        ("tests/qa/test_judged.py",),
    ),
)

_TALK = (
    Replace(
        "follow-up: a model may add numbers",
        "qa/conversation/model.py",
        r" and new\.numbers <= told\.numbers",
        "",
        _FOLLOW_UPS,
    ),
    Replace(
        "follow-up: a model may add dates",
        "qa/conversation/model.py",
        r" and new\.dates <= told\.dates",
        "",
        _FOLLOW_UPS,
    ),
    Replace(
        "follow-up: a model may add names",
        "qa/conversation/model.py",
        r"new\.names <= known and ",
        "",
        _FOLLOW_UPS,
    ),
    Replace(
        "follow-up: only the last turn is known",
        "qa/conversation/talk.py",
        r"^TURNS = 3$",
        "TURNS = 1",
        _FOLLOW_UPS,
    ),
    Replace(
        "page: a conversation goes on with another model",
        "ui/web/session.py",
        r"(self\.choices = choices\n)\s+self\.conversation = None\n",
        r"\1",
        _PAGE,
    ),
)

_SAFE = (
    Replace(
        "key: the operator's goes to a visitor's server",
        "ui/web/*.py",
        r'^\s+key="none",\n',
        "",
        _PAGE,
    ),
    Replace(
        "key: a redirect is followed",
        "qa/writing/*.py",
        r"follow_redirects=False",
        "follow_redirects=True",
        ("tests/qa/test_hostile_model.py",),
    ),
    Replace(
        "page: any model server may be named",
        "ui/web/*.py",
        r"return self\.any or address\b.*$",
        "return True",
        _PAGE,
    ),
    Replace(
        "password: not checked, in a file of users",
        "ui/web/access/*.py",
        r"if record and right else None",
        "if record else None",
        ("tests/ui/test_users.py",),
    ),
    Replace(
        "password: not checked, of the one user",
        "ui/web/access/*.py",
        r"if known and right else None",
        "if known else None",
        ("tests/ui/test_users.py",),
    ),
    Replace(
        "password: any number of guesses",
        "ui/web/access/*.py",
        r"^FREE = 5$",
        "FREE = 500",
        ("tests/ui/test_brake.py",),
    ),
    Replace(
        "file of users: others may write it",
        "ui/web/access/*.py",
        r"st_mode & 0o022",
        "st_mode & 0o002",
        ("tests/ui/test_users.py",),
    ),
    Replace(
        "session: outlives the password",
        "ui/web/access/sessions.py",
        r" or user\.credential != session\.credential",
        "",
        ("tests/ui/test_sessions.py",),
    ),
    Replace(
        "session: scripts read its cookie",
        "ui/web/access/*.py",
        r"HttpOnly; ",
        "",
        ("tests/ui/test_sessions.py",),
    ),
    Replace(
        "roles: the least may do everything",
        "ui/web/access/*.py",
        r"ROLES\.index\(role\) >= ROLES\.index\(wanted\)",
        "ROLES.index(role) <= ROLES.index(wanted)",
        ("tests/ui/test_users.py",),
    ),
)

MUTATIONS: tuple[Mutation, ...] = (*_WEIGHTS, *_EVIDENCE, *_CLAIMS, *_TALK, *_SAFE)
