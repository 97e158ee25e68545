"""`python -m onrecord.engines.worker`: a worker of the engine `local`, spoken with through its standard streams."""

import importlib
import os
import queue
import signal
import sys
import threading
from functools import reduce
from typing import IO, Any

import msgspec

from onrecord.engines.frames import read_frame, write_frame
from onrecord.engines.tasks import Doer


def main() -> None:
    """Set up as the first frame says, then answer each further one; end when there will be none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    frames = sys.stdin.buffer
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints isn't an answer
    begin = read_frame(frames)
    if begin is None:
        return
    module, name, arguments = msgspec.msgpack.decode(begin, type=tuple[str, str, list[Any]])
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(frames, waiting), daemon=True).start()
    encode, decode = msgspec.msgpack.encode, msgspec.msgpack.Decoder(list[bytes]).decode
    setup = reduce(getattr, name.split("."), importlib.import_module(module))
    doer = Doer(setup, tuple(arguments))  # type: ignore[arg-type]
    write_frame(replies, encode(doer.ready()))
    while True:
        write_frame(replies, encode(doer.do(decode(waiting.get()))))


def _receive(frames: IO[bytes], waiting: "queue.SimpleQueue[bytes]") -> None:
    """Take tasks while another is done, so that who sends never waits; when the sender is gone, end at once."""
    while (frame := read_frame(frames)) is not None:
        waiting.put(frame)
    os._exit(0)


if __name__ == "__main__":
    main()
