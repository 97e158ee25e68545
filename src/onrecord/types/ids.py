"""Identity of rows: a hash of what stands in the text, never of a resolved field or a model."""

import hashlib
from collections.abc import Iterable

from onrecord.types.span import Span


def row_id(kind: str, document: str, *parts: Iterable[Span] | str) -> str:
    """Sixteen hex digits from a kind, a document's id and the sorted spans (or words) of each part, in order."""
    words = [kind, document]
    for part in parts:
        if isinstance(part, str):
            words.append("=" + part)
        else:
            words.append(",".join(f"{span.start}-{span.end}" for span in sorted(part)))
    return hashlib.blake2b("\x1f".join(words).encode("utf8", "surrogatepass"), digest_size=8).hexdigest()
