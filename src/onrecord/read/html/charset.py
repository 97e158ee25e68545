"""The characters of a page, by its mark, what the server said, what the page says, or what its bytes look like."""

import codecs
import re

from onrecord.read.decode import Decoded, decode
from onrecord.types import Rejected

_HEAD = 2048
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""")
_SERVER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# as browsers read them: pages that name the first are written in the second
_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}
_SEVEN_BITS = ("iso2022", "hz")
_WIDE = ("utf-16", "utf-32", "utf-7")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def characters(data: bytes, media_type: str) -> Decoded | Rejected:
    """The page as text: UTF-8 where its bytes are that, whatever is declared; else as declared, else by a guess."""
    if not data.startswith(_MARKS):
        for name in _declared(data, media_type):
            try:
                return Decoded(data.decode(name), name)
            except UnicodeDecodeError:
                continue
        data = data.replace(b"\0", b" ")
    return decode(data)


def _declared(data: bytes, media_type: str) -> list[str]:
    """Python's names of the encodings to try: UTF-8 and those that are declared, the server's word first."""
    said = [match[1] for match in [_SERVER.search(media_type)] if match]
    said += [match[1].decode("ascii") for match in (_META.search(data[:_HEAD]), _XML.match(data[:_HEAD])) if match]
    out = ["utf-8"]
    for name in said:
        try:
            known = codecs.lookup(name)
        except LookupError:
            continue
        # what names the encoding could be read, so it isn't a wide one; and codecs such as hex make no text
        if not known.name.startswith(_WIDE) and known._is_text_encoding:
            out.insert(0 if known.name.startswith(_SEVEN_BITS) else len(out), _AS.get(known.name, known.name))
    return out
