"""Furniture: lines that pages print around a text, and that state nothing of its subject.

Only what is surely no statement is furniture: a bare share line, a byline, a page number, a line of
copyright, a credit of a photograph, a teaser. A key with a value, an instruction or a sentence that
begins as such a line does may be what somebody asks for, and is none. So each pattern is of the
whole line, from a closed list of words, and a name is known by its capital letters.
"""

import re

from index.text.dates import MONTH, WEEKDAYS

LONGEST_LINE = 160
"""Characters of a line that may be furniture."""

_NAME = r"(?:[^\W\d_a-z][\w.'’-]*|de|del|della|di|van|von|der|den|la|le|bin|al|el|y|e)"
_NAMES = rf"[^\W\d_a-z][\w.'’-]*(?:\ {_NAME}){{0,5}}"
_LIST_OF_NAMES = rf"{_NAMES}(?:(?:,?\ and\ |,?\ &\ |,\ |\ [|/·-]\ |/){_NAMES}){{0,6}}"
_ROLE = (
    r"(?i:(?:[\w'’-]+\ ){0,5}(?:correspondent|editor|reporter|writer|staff|bureau|agency|desk|"
    r"columnist|contributor|author|analyst|chief|journalist|producer|team)s?)"
)
_AGENCY = (
    r"(?i:getty(?:\ images)?|ap(?:\ photo)?|afp|reuters|shutterstock|alamy|dpa|epa|pa(?:\ media)?|"
    r"istock|unsplash|pexels|pixabay|wikimedia(?:\ commons)?|bloomberg|xinhua|tass|flickr)"
)
_DAY = "(?:" + "|".join(f"{day[:3]}(?:{day[3:]})?" for day in WEEKDAYS) + ")"
_DATE_PART = (
    rf"(?:{MONTH}\.?|{_DAY}\.?|\d[\dT:./-]*(?:st|nd|rd|th|[ap]m)?|[ap]\.?m\.?|at|on|the|of|ago|hours?|"
    r"minutes?|mins?|days?|weeks?|hrs?|today|yesterday|noon|just\ now|an?|utc|gmt|[bcem]?e?st|"
    r"[cep]dt|pst|[+-]\d{2}:?\d{2}|local\ time|last|-|–|—|\||·|•)"
)
_DATE = rf"(?i:{_DATE_PART}(?:[\ ,]{{1,3}}{_DATE_PART}){{0,14}}Z?)"
_PUBLISHED = (
    r"(?i:(?:first\ )?published|(?:last\ )?(?:updated|modified)|posted)"
    rf"(?::|(?i:\ on|\ at)\b)?\ ?{_DATE}"
)
_SITE = (
    r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|instagram|youtube|tiktok|e-?mail|"
    r"threads|bluesky|mastodon|pinterest|google\ news|social\ media|friends)"
)
_SITES = rf"{_SITE}(?:(?:,|\ and|,\ and|\ or|\ \|)\ {_SITE}){{0,5}}"
_NEWS = r"(?:newsletters?|alerts?|updates?|e-?mails?|briefings?|digest|mailing\ list|bulletins?)"
_OURS = r"(?:(?:our|the|this|my|a)\ )?"
_HOLDER = r"(?:[^\W\d_a-z][\w.'’&-]*|\d[\d–-]*|of|the|and|by|&|[,|·–-])"
_TAG = r"\#?[^\W\d_][\w'’&+-]{0,30}(?:\ [\w'’&+-]{1,30}){0,3}"
_TAKE = r"(?:share|tweet|print|e-?mail|comments?|copy\ link|link|save|like|pin)"

_FURNITURE = re.compile(
    rf"""(?:
      (?i:share(?:\ (?:this|the))?(?:\ (?:article|story|post|page|link|news|video|report))?
          (?:\ (?:on|via|with|to|by|using)\ {_SITES})?
          :?(?:\ (?:@[\w.]+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?|https?://\S+))?)
    | (?i:(?:print|pin|save|share)\ (?:this\ |the\ )?recipe)
    | (?i:{_TAKE}(?:[\ ,|/·•]{{1,3}}{_TAKE}){{1,8}} | tweet)
    | (?:(?i:story|words|reporting|report|text|written|posted|compiled|edited)\ )?
      (?i:by):?\ {_LIST_OF_NAMES}(?:,?\ (?:in|for|at)\ {_NAMES})?(?:(?:,|\ [|·–—-])?\ {_ROLE})?
      (?:(?:,|\ [|·•–—-])?\ {_DATE})?
    | {_DATE}\ ?[|·•,–—-]\ ?(?i:by)\ {_LIST_OF_NAMES}
    | (?i:by\ (?:{_AGENCY}|admin|staff|our\ (?:own\ )?(?:correspondent|reporter|staff)
          |(?:the|our)\ (?:[\w-]+\ ){{0,3}}(?:desk|staff|team|newsroom|editors)))
      (?:(?:,|\ [|·•–—-])?\ {_DATE})?
    | {_PUBLISHED}(?:\ (?i:by)\ {_LIST_OF_NAMES})?
    | {_PUBLISHED}[\ ,|·•–—/;(-]{{1,4}}{_PUBLISHED}\)?
    | (?:{_DATE}\ ?[|·•,–—-]\ ?)?\d+\s+(?i:min(?:ute)?s?\s+read)
    | (?i:photo(?:graph|\ credit)?s?|file\ photo|(?:image\ )?credit)\s?:\ ?
      (?:{_LIST_OF_NAMES}|.{{0,60}}\b{_AGENCY})
    | (?i:image|picture|video|illustration)s?\s?:\ ?
      (?:(?:©\ ?)?(?:{_NAMES}\ ?(?:/|(?i:\ via)\ )\ ?)?{_AGENCY}|(?:©|(?i:courtesy))\ .{{0,60}})
    | (?i:(?:file\ )?(?:photo(?:graph)?|image|picture|video|illustration)s?\ (?:by|courtesy\ of))
      :?\ {_LIST_OF_NAMES}
    | {_LIST_OF_NAMES}\ ?(?:/|\ (?i:via)\ )\ ?{_AGENCY}(?:\ (?i:images?|photos?))?
    | (?i:getty\ images|ap\ photo|reuters\ photo)
    | (?i:(?:read|see|watch|listen)\ more|(?:read|watch|listen)\ (?:also|next|now)|more\ on\ this
        |click\ here|continue\ reading|keep\ reading)(?:\s?[:→»>|].{{0,140}}|\.{{3}}|…|\ \(https?://\S+\))?
    | (?i:see\ also\s?[:→»>|]\s?[^.!?]{{1,140}})
    | (?i:(?:story|article)\ continues\ (?:below|after)
        (?:\ (?:this\ |the\ )?(?:advertisement|ad|photo|picture|video|gallery|newsletter))?[.:]?)
    | (?i:listen\ to\ (?:this|the)\ (?:article|story|post|page)
        (?:\ \(?\d+(?::\d\d|\ min(?:ute)?s?)\)?)?[.:]?)
    | (?i:tags|tagged(?:\ (?:as|with|in))?|filed\ under)\ ?:\ ?
      (?:{_TAG}(?:[,;|]\ ?{_TAG}){{1,15}} | \#?[^\W\d_][\w'’&+-]{{0,30}}(?:\ [\w'’&+-]{{1,30}})?)
    | \d[\d.,]{{0,6}}[km]\ (?i:shares|likes|views|comments|retweets|reactions)
    | \d{{1,4}}\ (?i:likes|comments|retweets)
    | (?i:(?:unlock|continue\ (?:reading|with)|keep\ reading)
        \ (?:this|the)\ (?:full\ |whole\ )?(?:article|story|page)\b[^.!?]{{0,60}}[.!]?
        (?:\ (?:cancel|no\ commitment|already\ a\ subscriber)\b[^.!?]{{0,40}}[.!?]?){{0,2}})
    | (?i:from\ wikipedia,\ the\ free\ encyclopa?edia\.?)
    | (?i:(?:read|see)\ more\ (?:about|on|from|at)\ [^.!?]{{1,60}})
    | (?i:click\ here\ to\ (?:read|subscribe|sign\ up|watch|listen|comment|see\ more)\b
        [^.!?]{{0,60}}[.!]?)
    | (?i:related|trending|most\ (?:read|popular)|more\ stories|more\ from\ .{{1,30}}|also\ read
        |related\ (?:stories|articles|links|topics|content|news)|you\ (?:may|might)\ also\ like)
      (?::(?:\ .{{1,140}})?)?
    | (?i:(?:sign\ up|subscribe)(?:\ (?:now|today|here|free))?
        (?:\ (?:for|to)\ {_OURS}(?:[\w-]+\ ){{0,3}}?(?:{_NEWS}|channel|podcast|feed))?
        (?:\ (?:now|today|here|below))?[.!]?)
    | (?i:(?:follow|like|find|join)\ us(?:\ (?:on|at)\ {_SITES})?
        (?:\ @[\w.]+)?[.!:]?)
    | (?i:(?:log|sign)\ in(?:\ (?:or|/)\ (?:register|sign\ up)|\ to\ (?:comment|reply))?[.!]?)
    | (?i:(?:jump|skip)\ to\ (?:the\ )?(?:(?:main\ )?content|recipe|navigation|comments|search))
    | (?i:(?:view|read|open)(?:\ (?:this|it))?(?:\ (?:e-?mail|newsletter|message))?\ (?:in|on)
        \ (?:your\ |a\ |the\ )?(?:web\ )?browser|view\ online
        |unsubscribe(?:\ (?:here|now|from\ this\ (?:list|newsletter|e-?mail)))?
        |(?:manage|update)\ (?:your\ )?(?:e-?mail\ )?(?:preferences|subscriptions?))
      [.!:]?(?:\ ?[<(]?https?://\S+)?
    | (?i:you\ (?:are\ receiving|receive|received|have\ received)\ this
        (?:\ (?:e-?mail|newsletter|message))?\ because\ you\ (?:have\ |are\ )?
        (?:signed\ up|subscribed|opted\ in|registered\ (?:at|for|on|with)|a\ subscriber|on\ our)\b
        (?:[^.!?;]{{0,90}}\b(?:lists?|{_NEWS}|site|website)\b[^,.!?;]{{0,40}}
          |\ (?:at|on|via|to|with)\ [\w-]+(?:\.[\w-]+){{1,4}})[.!]?)
    | (?i:want\ to\ change\ how\ you\ receive\ these\ e-?mails\?)
    | (?i:click\ to\ tweet)
    | (?i:get\ {_OURS}(?:[\w-]+\ ){{0,3}}?{_NEWS}(?:\ (?:on|in|by|to)\ [^.!?]{{0,40}})?[.!]?
        (?:\ download\ the\ app[.!]?)?)
    | -{{2,20}}\ ?(?i:(?:forwarded|original)\ message|weitergeleitete\ nachricht)\ ?-{{2,20}}
    | (?i:sent\ from\ (?:my\ [\w-]{{1,20}}(?:\ \w{{1,12}})?|(?:mail|outlook)\ for\ \w+)
        |get\ outlook\ for\ \w+)
    | (?i:download\ (?:our|the)\ (?:[\w-]+\ )?app(?:\ (?:now|today))?[.!]?)
    | (?i:join\ our\ (?:[\w-]+\ )?(?:{_NEWS}|channel|group|community)(?:\ on\ {_SITES})?[.!]?)
    | (?i:advertisements?(?:\s?[-–—:|]\s?(?:scroll|story|article|continue)[^.!?]{{0,40}})?)
    | (?i:(?:sponsored|promoted|paid)(?:\ (?:content|post|links?|stories|partnership))?)
    | (?i:loading(?:\ (?:comments|more|video|player|images?|article|content))?\s?(?:\.{{3}}|…))
    | (?i:loading\ (?:comments|more|video|player))
    | (?:©|\([cC]\)\ (?=©|\d{{4}}|(?i:copyright)))\s?[^.!?]{{0,100}}\.?
    | (?i:copyright)\s?(?:©|\([cC]\)|(?=\d{{4}}))\s?{_HOLDER}(?:,?\ {_HOLDER}){{0,12}}\.?
    | [^.!?]{{0,100}}\.?\ ?\b(?i:all\ rights\ reserved)\b
      (?:[,;|·–—-]?\ ?(?:worldwide|(?:to\ )?{_HOLDER}(?:,?\ {_HOLDER}){{0,6}}))?\.?
    | (?:[-–—]\ ?)?(?i:(?:page|seite|página|p\.)\ )?\d{{1,3}}(?i:\ (?:of|/|von|sur|de)\ \d{{1,4}})?
      (?:\ ?[-–—])?
    | @\w+ | https?://\S+ | www\.\S+
    )""",
    re.VERBOSE,
)
_DATE_ALONE = re.compile(_DATE)
_DAY_OR_MONTH = re.compile(rf"by:?\ (?:{_DAY}|{MONTH})\b", re.IGNORECASE)
_BEGINNINGS = re.compile(
    r"[\W\d_]|(?i:share|tweet|print|e-?mail|comment|copy|link|save|like|pin|story|words|report|text"
    r"|written|post|compil|edit|by\b|first|publish|last|updat|modif|photo|file|image|credit|picture"
    r"|video|illus|read|see|watch|listen|more|click|contin|keep|relat|trend|most|also|you|want"
    r"|sign|subs|unsub|manage|jump|skip|view|open|sent|get\ "
    r"|follow|fil|find|join|log|down|tag|unlock|article\ c|from\ wiki"
    r"|adver|spons|promo|paid|load|copyr|page|seite|p[áa]gina"
    r"|p\.|at|on|the|an?\b|just|today|yesterday|noon|www|http|getty|ap|reut"
    rf"|{MONTH}|{_DAY})"
)
_WITHOUT_WORDS = re.compile(r"[\W_]+")
_BAR = re.compile(r"\s[|·•]\s")
_LINK = re.compile(
    r"privacy(?: policy| notice| statement)?|terms(?: (?:of (?:use|service)|and conditions))?"
    r"|forward to a friend|contact(?: us)?|update your details|help|about us|imprint|impressum",
    re.IGNORECASE,
)
"""What stands beside furniture in a line of links, and may be a heading elsewhere."""
_ANYWHERE = re.compile(rf"(?:/|\bvia\ )\ ?{_AGENCY}|all\ rights\ reserved", re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Whether a line, without white space around it, is surely no statement; see the top."""
    if _WITHOUT_WORDS.fullmatch(line):
        return True
    if len(line) <= LONGEST_LINE and _BAR.search(line) and _is_bar_of_links(line):
        return True
    if len(line) > LONGEST_LINE or not (_BEGINNINGS.match(line) or _ANYWHERE.search(line)):
        return False
    return bool(_FURNITURE.fullmatch(line)) and not _DAY_OR_MONTH.match(line)


def _is_bar_of_links(line: str) -> bool:
    """Whether a line is what stands at the foot of a mail: `Unsubscribe | View in browser`."""
    parts = [part.strip() for part in _BAR.split(line)]
    others = [part for part in parts if not _LINK.fullmatch(part)]
    return bool(others) and all(
        part[:1].isalpha() and _FURNITURE.fullmatch(part) and not _DAY_OR_MONTH.match(part)
        for part in others
    )


def is_date(line: str) -> bool:
    """Whether a line holds a date or time and nothing else."""
    return len(line) <= LONGEST_LINE and bool(_DATE_ALONE.fullmatch(line))
