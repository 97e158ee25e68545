"""Hidden states of the shared encoder, by ONNX Runtime, the same for a text on each run and beside any other."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.annotate.marks import piece_marks
from onrecord.annotate.windows import Layout, Range, Window, cut_windows, sentence_pieces
from onrecord.errors import AnnotateError
from onrecord.settings import cores
from onrecord.types import Document, Encoding, Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FIRST, LAST = 101, 102
"""Ids of the two pieces that frame a window."""


class Encoder:
    """Reads documents in windows of whole sentences; one window a pass, so that none depends on another's length.

    Batches of several windows gain nothing on one core (docs/statements.md) and would let padding touch the sums.
    """

    def __init__(self, folder: Path, threads: int = 0, layout: Layout | None = None) -> None:
        self.folder, self.layout = folder, layout or Layout()
        self.tokenizer = _tokenizer(folder / "tokenizer.json")
        self.session = _session(folder / "encoder.onnx", threads or cores())

    @property
    def version(self) -> str:
        """A hash of the encoder's file, for the keys of layers."""
        return hashlib.blake2b((self.folder / "encoder.onnx").read_bytes(), digest_size=8).hexdigest()

    def __call__(self, document: Document, sentences: tuple[Span, ...]) -> Encoding:
        """States of all pieces in the document's prose; `sentences` only say where windows may end."""
        ids, pieces = self._pieces(document)
        marks = piece_marks(document.text, pieces)
        edges = sentence_pieces([start for start, _ in pieces], [(one.start, one.end) for one in sentences])
        windows = cut_windows(edges, self.layout) if pieces else []
        hidden = [self._run(ids, marks, window) for window in windows]
        sizes = [window.stop - window.take for window in windows]
        return Encoding(
            starts=np.array([start for start, _ in pieces], np.int32),
            ends=np.array([end for _, end in pieces], np.int32),
            window=np.repeat(np.arange(len(windows)), sizes).astype(np.int32),
            position=np.array([w.take - w.start + 1 + i for w in windows for i in range(w.stop - w.take)], np.int32),
            hidden=np.concatenate(hidden) if hidden else np.zeros((0, 1), np.float32),
        )

    def _pieces(self, document: Document) -> tuple[list[int], list[Range]]:
        """Ids and character ranges of the word pieces in the prose."""
        ids: list[int] = []
        pieces: list[Range] = []
        for stretch in document.scored():
            got = self.tokenizer.encode(stretch.of(document.text), add_special_tokens=False)
            ids += got.ids
            pieces += [(start + stretch.start, end + stretch.start) for start, end in got.offsets]
        return ids, pieces

    def _run(self, ids: list[int], marks: list[int], window: Window) -> "np.ndarray[Any, np.dtype[np.float32]]":
        """States [kept pieces, width] of one window."""
        row = np.array([FIRST, *ids[window.start : window.end], LAST], np.int64)
        mark = np.array([0, *marks[window.start : window.end], 0], np.int64)
        states: np.ndarray[Any, np.dtype[np.float32]]
        states = self.session.run(["hidden"], {"input_ids": row, "marks": mark})[0]
        begin = window.take - window.start + 1
        return states[begin : begin + window.stop - window.take]


def _tokenizer(path: Path) -> "Tokenizer":
    from tokenizers import Tokenizer  # noqa: PLC0415 - only commands that read text need it

    if not path.is_file():
        raise AnnotateError(
            f"{path}: no tokenizer; install onrecord with its models or rebuild them (docs/training.md)"
        )
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _session(path: Path, threads: int) -> Any:
    import onnxruntime  # noqa: PLC0415 - a third of a second that commands on a record don't need

    if not path.is_file():
        raise AnnotateError(f"{path}: no encoder; install onrecord with its models or rebuild them (docs/training.md)")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
