"""Frames on a pipe: eight bytes that say how long, then so many bytes."""

from typing import IO


def write_frame(pipe: IO[bytes], frame: bytes) -> None:
    """Send a frame whole."""
    pipe.write(len(frame).to_bytes(8, "big"))
    pipe.write(frame)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """The next frame; None at the end of the pipe, also where it ends within a frame."""
    head = pipe.read(8)
    if len(head) < 8:
        return None
    size = int.from_bytes(head, "big")
    frame = pipe.read(size)
    return frame if len(frame) == size else None
