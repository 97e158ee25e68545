"""The wordings of a news page's furniture, as patterns for one line at a time.

They are what English-language sites and agencies share, found in site after site; none is taken from one article. A
pattern is tried on lines of bounded length only (`furniture.LONGEST`), so that no line costs more than a fixed time.
"""

import re

_I = re.IGNORECASE
_IS = re.IGNORECASE | re.DOTALL
# What may stand before the first word: bullets, brackets, stars; a quote mark or a tag is somebody's words.
_OPEN = r"[^\w<\"“‘'«]*"
_NAME = r"[A-Z][\w.'’-]*"


def _any(*phrases: str) -> str:
    return "(?:" + "|".join(phrases) + ")"


AGENCY = _any(
    "Getty(?: Images)?", "GETTY(?: IMAGES)?", "Reuters", "REUTERS", "AFP", "EPA(?:-EFE)?", "EFE", "AP",
    "Associated Press",
    "Bloomberg", "Shutterstock", "iStock", "Alamy", "Unsplash", "Pixabay", "Pexels", "Xinhua", "TASS", "Sputnik",
    "RIA(?: Novosti)?", "Anadolu(?: Agency)?", "NurPhoto", "ZUMA", "Kyodo", "Yonhap", "PTI", "ANI", "dpa", "DPA", "UPI",
    "PA(?: Wire| Images)?", "Rex(?: Features)?", "REX", "SWNS", "Agencies", "Pool", "Handout", "Wikimedia(?: Commons)?",
    "Flickr", "Press Association", "CNS", "VCG", "SOPA(?: Images)?", "LightRocket", "SIPA", "IMAGO", "Imago",
)  # fmt: skip

_NEWS = "(?: (?:news|articles?|stor(?:y|ies)|topics?|posts?|content|links?|reading|coverage|videos?|now|for you))?"
_LIST_HEADS = (
    f"(?:related|recommended|popular|latest|trending|recent|top|featured){_NEWS}", "also read", "see also",
    "read (?:more|next|also)", "more (?:stories|news|articles)(?: from| on)?.{0,40}", "more (?:from|on|about) .{1,60}",
    "most (?:read|popular|viewed|shared)", "editor'?s'? picks?", "you (?:may|might) (?:also )?like",
    "what to read next",
    "up next", "related",
)  # fmt: skip
_FORM_HEADS = (
    "(?:leave|post|add|write|submit) (?:a |your )?(?:comment|reply)s?(?: to .{1,80})?",
    r"(?:reader )?comments? ?\(?\d*\)?", r"\d+ (?:comments?|replies|responses?)(?: (?:to|on) .{1,120})?",
    "your e-?mail address will not be published.*", "join the (?:conversation|discussion).{0,40}",
)  # fmt: skip
LIST_HEAD = re.compile(rf"{_OPEN}{_any(*_LIST_HEADS)}\W*", _I)
FORM_HEAD = re.compile(rf"{_OPEN}{_any(*_FORM_HEADS)}\W*", _I)

# A whole line that is nothing but the label of something on the page.
LABEL = re.compile(
    _OPEN
    + _any(
        "images?", "photos?", "pictures?", "videos?", "audio", "(?:(?:photo|image|picture) ?)?galler(?:y|ies)",
        "slide ?show", "captions?", "info ?graphics?", "advertis(?:e)?ments?", "advertising", "sponsored(?: content)?",
        "promoted(?: content| stories)?", "partner content", "sources?", "references", "disclaimer", "tags", "topics",
        "keywords", "share(?: this(?: article| story| post| page)?| on)?", "print", "e-?mail", "facebook", "twitter",
        "whatsapp", "linkedin", "telegram", "reddit", "pinterest", "instagram", "youtube", "copy link", "save",
        "bookmark", "read (?:on|full (?:story|article)|the full (?:story|article)|later|it here)",
        "(?:show|load|see|view|learn|read) (?:more|all)", "next", "previous",
        "(?:next|previous) (?:article|post|story)",
        "(?:view|hide|show) (?:all )?comments?", "reply", "cancel reply", "(?:scroll|back|return|go) to (?:the )?top",
        "skip to (?:main )?content", "menu", "search", "home", "subscribe(?: now| today)?", "sign (?:up|in)", "log ?in",
        "register", "newsletters?", "follow us", "all rights reserved", "abstract", "full text", "loading", "listen",
        "play", "pause", "close", "(?:show|hide) caption", "about (?:the author|us)", "contact us", "privacy policy",
        "cookie (?:policy|settings)", "accept(?: all)?(?: cookies)?", "submit", "name", "website",
        r"a\+ ?a-?", "font size.{0,20}", "reading time.{0,30}", "listen to this (?:article|story).{0,20}", "add topic",
        "add as a preferred source.{0,30}", "comments are closed", "your (?:name|e-?mail|comment)", "load comments",
        r"(?:post |page )?(?:views|hits) ?: ?[\d,.]+", "view all posts.{0,60}", "powered by .{1,40}",
        "print this.{0,20}",
        r"(?:published|posted|updated) \d+ \w+ ago", "back to (?:all )?(?:news|home|homepage|articles)", "google news",
        "live(?: updates)?", "breaking news", "source link", r"contact ?: ?\S+@\S+", "story continues",
        "enlarge this image", "toggle caption", "your browser does not support .{1,60}", "replay more videos.{0,40}",
        "(?:story|article) continues below(?: this)?(?: advertisement| ad)?",
        "(?:advertisement )?continue reading(?: the main story)?", "scroll down for .{1,40}",
        *_LIST_HEADS, *_FORM_HEADS,
    )
    + r"\W*",
    _I,
)  # fmt: skip

# "Also read: ...", "Watch | ...": a pointer to something else, with its headline.
POINTER = re.compile(
    _OPEN
    + _any(
        "(?:also|must) read", "further reading", "read(?: also| more| next| full story| here)?", "see also",
        "recommended",
        "related(?: (?:article|story|stories|news|link|video|coverage|reading)s?)?", "don'?t miss",
        "more on this(?: story| topic)?", "in (?:pictures|photos|charts)", "watch(?: now| live| video| more| also)?",
        "listen(?: now)?", "editor'?s'? picks?", "trending", "more", "photo gallery", "click here", "you may also like",
        f"more (?:from|on|about)(?: {_NAME}){{0,5}}", "what to read next",
        "(?:next|previous|earlier) (?:article|post|story)",
    )
    + r" ?(?::|\||»|>|\]|[-–—] ).*",
    _IS,
)  # fmt: skip

# "Tags: ...", "Photo: ...", "Image caption ...": labelled matter.
LABELLED = re.compile(
    _OPEN
    + _any(
        _any(
            "tags?", "tagged(?: with| under| in)?", "topics?", "keywords?", "filed under", "categor(?:y|ies)",
            "posted in",
            r"(?:(?:cover|featured|lead|header|stock|file) )?(?:photos?|images?|pictures?|videos?|photograph(?:er|y)?|"
            r"graphics?|illustrations?|credits?|captions?|thumbnail)(?: (?:credits?|source|courtesy(?: of)?|caption|"
            r"copyright|by|via)){0,2}",
        )
        + " ?[:©].*",
        "(?:image|media|picture) (?:copyright|caption|source) .*", "media playback is .*", r"(?:hide|show) caption\b.*",
        "(?:photo|image|picture|photograph)s?(?: courtesy| provided| supplied| taken)? (?:by|via|courtesy of) "
        "(?-i:[A-Z]).{1,80}",
        "(?:courtesy of|credit:) (?-i:[A-Z]).{1,60}", r"file ?[-–—:] .*", r"enlarge (?:this )?image\b.*",
        r"(?-i:MOST (?:READ|VIEWED|POPULAR)|JUST WATCHED|MUST WATCH)\b.*", r"[^.]{1,150} read more",
    ),
    _IS,
)  # fmt: skip

_PHOTO = _any("Photo", "File photo", "Image", "Picture", "Photograph", "Credit", "Source")
CREDIT_AT_END = re.compile(
    _any(
        r"\[(?:Photo|File photo|Image|Agencies)[^\]]{0,60}\]",
        rf"\({_PHOTO}s?(?: by| credit| courtesy|:| via|/)[^)]{{1,120}}\)",
        r"\((?:AP|AFP|Reuters|REUTERS|EPA|Xinhua|TASS)(?: Photo|/)[^)]{0,80}\)", rf"\([^()]{{0,60}}\b{AGENCY}\)",
        rf"/ ?{AGENCY}(?: via {AGENCY})?", rf"\bvia {AGENCY}", r"\b(?:Getty Images|GETTY IMAGES)",
        r"\b(?:AP|AFP|EPA|Reuters) Photo(?:/[^.]{1,60})?", rf"(?:{_PHOTO}|Photographer): ?[^.:]{{1,80}}",
        r"\((?:file|pictured|stock|library)(?: photo| image| picture)?\)", r"hide caption(?: \d+ of \d+)?",
        "©[^.]{1,60}",
        rf"[.”\"] {AGENCY}",
    )
    + r"[\s)\]*]*\Z",
    re.DOTALL,
)  # fmt: skip
CREDIT_FIRST = re.compile(
    rf"(?:(?:{_NAME} ){{1,3}}/ ?)?{AGENCY}(?:[:/ -]+{AGENCY})*(?: -(?: \w+)?)?[ :]+[A-Z\"“‘].*", re.DOTALL
)
CREDIT_ALONE = re.compile(
    rf"[(\[*]*(?:[\w.'’& -]{{0,60}}(?:[/|(] ?|via ))?{AGENCY}(?: ?[/|,] ?[\w.'’& -]{{1,60}})?[)\]*.]*"
    rf"|\(?{_NAME}(?: {_NAME}){{1,3}} ?/ ?{_NAME}(?: {_NAME}){{0,3}}\)?"
)
# What the name of who hands out pictures holds.
OFFICE = re.compile(
    r"\b(?:Ministry|Office|Service|Department|Press|Agency|News|Images?|Photos?|Handout|Media|Government|Presidency|Kremlin|"
    r"Embassy|Navy|Army|Force|Command|Parliament|Secretariat|Commission|Council|Administration|University|Institute)\b"
)
COUNTED = re.compile(r"(?!9/11|7/7|24/7)\d{1,3} ?/ ?\d{1,3}\b.*", re.DOTALL)

# Asking the reader for something: a verb at the front, and what is asked.
ASKING = re.compile(
    _OPEN
    + "(?:please )?"
    + _any(
        "subscribe", "sign (?:up|in)", "log in", "register", "follow (?:us|our|him|her|them|@|[^.]{3,40} on )",
        "like (?:us|our|this|what)", "join (?:us|our|the)", "share (?:this|your|on|via|with|it)", "tweet this",
        "download (?:the|our)", "click", "tap", "get (?:the|our|all|more|breaking|daily|your)", "donate",
        "support (?:us|our|independent|quality|local)", "check (?:us )?out", "enter your",
        "have (?:a|any) (?:tip|story|question|comment|suggestion)s?",
        "if you have (?:a|any) .{0,30}(?:tip|story|question)",
        "read or share", "stay (?:up|informed|tuned|connected)", "become a (?:member|subscriber|supporter|patron)",
        "help us",
        "send (?:us|your)", "contact us", "e-?mail us", "save my", "notify me", "you must be",
        "your (?:email|comment|name)",
        "required fields", "if you (?:like|enjoy|enjoyed|found)", "see the latest", "want more", "never miss",
        "don'?t miss",
        "keep up with", "this (?:site|website|page) uses", "we use cookies", "by (?:clicking|continuing|signing)",
        "receive",
    )
    + r"\b.{0,300}",
    _I,
)  # fmt: skip
ASKED = re.compile(
    r"\b"
    + _any(
        "newsletters?", "notifications?", "whatsapp", "telegram", "facebook", "twitter", "instagram", "youtube",
        "linkedin",
        "tiktok",
        "our (?:app|channel|page|website|site|journalism|readers|reporting|daily|free|community|weekly|stories)",
        "the app", "inbox", "e-?mail", r"subscri\w+", "cookies?", "friends?", "follow us", "like us", "on social media",
        "google news", "for free", "(?:alerts|updates|headlines)", "latest news", "account",
        "this (?:story|article|post|page)",
        "in this browser", "comments?", "fields are marked", "published", "logged in", "privacy", "terms",
        "conversation",
    )
    + r"\b|@\w|https?:",
    _I,
)  # fmt: skip

# Notices of law and of the newsroom.
NOTICE = re.compile(
    _any(
        r"\ball rights reserved\b", r"^\W*(?:©|\(c\) ?\d{4}|copyright ?(?:©|\(c\)|\d{4}|by ))",
        r"\bmaterial [^.]{0,40}?may not be (?:published|reproduced|republished)\b",
        r"\b(?:views|opinions)(?: and opinions)? expressed "
        r"(?:here|above|in this|on this|are|do not|by the (?:auth|writ|contrib)\w+)\b",
        r"\b(?:views|opinions|content|information)\b[^.]{0,60} do(?:es)? not (?:necessarily )?"
        "(?:reflect|represent|constitute)",
        r"\byour e-?mail address will not be\b", r"\benter (?:your|an?)(?: valid)? e-?mail address\b",
        r"\brequired fields are marked\b", r"\b(?:uses|use of|accept) cookies\b",
        r"^\W*(?:this|the) (?:article|story|report|post|piece|essay) (?:was |has been |is )?(?:first |originally |re)"
        r"(?:appeared|published|ran|posted)\b",
        r"^\W*this (?:article|story|report|post) (?:has|was) (?:not |been ){0,2}"
        "(?:edited by|updated|corrected|amended|auto)",
        r"\bthis (?:story|article|report|copy) (?:has not been edited|is published from|has been published from)\b",
        r"^\W*disclaimer ?[:.\]-]",
        r"^\W*(?:editor'?s'?|publisher'?s) note ?[:.-]", r"^\W*(?:correction|clarification)(?: [^.:]{0,40})? ?:",
    ),
    _I,
)  # fmt: skip

# Who made the article: names follow, so that a sentence ("Written by a committee, ...") is none of these.
_NAMES = _any(
    _NAME, "and", "of", "for", "the", "in", "at", "de", "van", "von", "der", "al", "bin", "with", "&", r"\|", "[-–—]"
)
_WORK = (
    "(?i:(?:additional |further )?(?:reporting|writing|editing|research|translated|compiled|edited|written|reported|"
    "produced))"
)
_BY = rf"{_WORK}(?:,? (?:and|additional){{1,2}} {_WORK})? (?:by|from|By|BY)"
MADE_BY = re.compile(
    _any(
        rf"{_OPEN}{_BY}:? {_NAMES}(?:[ ,;|/&.()]+(?:{_BY}|{_NAMES})){{0,40}}[\s.)\]]*",
        rf"{_OPEN}(?i:with (?:assistance|(?:additional )?reporting|contributions?|files|inputs?)) (?:by|from) "
        rf"{_NAME}.{{0,150}}",
        rf"{_OPEN}(?i:with (?:agency )?inputs?|\(agenc(?:y|ies)\))\W*",
        r".{3,120}\bcontributed (?:to this (?:report|article|story|piece|dispatch)|reporting|from)\b.{0,80}",
        rf"{_OPEN}(?i:editors?|story|words|photos?)(?: by| ?:) ?{_NAME}(?:[ ,]+{_NAME}){{0,4}}\W*",
        r"[^.]{0,60}\b(?i:follow) (?:him|her|them|me|us|[A-Z][^.]{1,40}) (?:on|at) "
        r"(?i:twitter|x|facebook|instagram|@\w+)\b.{0,120}",
        r"[^.]{0,60}\bon (?i:twitter|x)(?: at)?:? @\w+.{0,60}",
        r"[^.]{0,60}\b(?:can|may) be reached (?:at|on|by)\b[^.]{0,40}(?:@|\d{3}).{0,60}",
        rf"{_OPEN}(?i:e-?mail):? ?\S+@\S+\W*", r"\W*@\w{2,30}\W*",
    )
)  # fmt: skip
# At the end of an article only: who the author is, and where from.
BIO = re.compile(
    rf"(?:{_NAME} ){{2,4}}(?:is|was) (?:an? |the )?(?:[\w’'-]+ ){{0,4}}?"
    r"(?:reporter|correspondent|journalist|columnist|writer|editor|author|contributor|producer|blogger|fellow|anchor)\b"
    r".{0,20}\b(?:at|for|with|of|based|who covers|covering|focus\w+)\b.{0,300}"
    rf"|(?:{_NAMES}[ ,]+){{1,8}}reported from (?:{_NAMES}[ ,.]*){{1,12}}"
    r"|(?:The|About the) (?:author|writer)s?\b.{0,300}"
)
BYLINE = re.compile(
    rf"{_OPEN}(?:by|By|BY|Written by)[: ] ?(?:[Tt]he {AGENCY}|{_NAME})(?:[ ,|/&]+{_NAMES}){{0,14}}[ ,|]*"
)

ADDRESS = re.compile(r"[^\w<]*(?:https?://|www\.)\S+\W*", _I)
SOURCE = re.compile(
    _OPEN + r"(?:sources?|via|originally published (?:at|by|in|on)|read (?:more|full|the (?:full|original) \w+)"
    r"(?: at| here)?|link|url) ?: ?(.{1,300})",
    _I,
)
SEPARATOR = re.compile(r"[\W_]{1,200}")
# A link or a note of the newsroom, in brackets from end to end.
BRACKETED = re.compile(r"\[[^\[\]\"“”]{12,290}\]")
TAG = re.compile(r"[^\W_][\w .'’&/+-]{0,40}")
NOT_IN_TAGS = frozenset(
    ["a", "an", "the", "is", "are", "was", "were", "be", "been", "to", "in", "on", "at", "by", "for", "from", "with",
     "that", "this", "it", "he", "she", "they", "we", "who", "what", "how", "why", "when", "where", "not", "no", "will",
     "would", "can", "could", "may", "has", "have", "had", "as", "but", "if", "or", "so", "than", "then", "do", "does",
     "did", "said", "says"]
)  # fmt: skip
