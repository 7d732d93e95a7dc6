"""The child that draws: it reads a picture's source from its input and writes the picture back.

It is run as a file and imports nothing of this package, so that it starts at once. Each request
is a line of JSON and the source, each answer a line of JSON and the picture. It ends when its
input does, and so with the process that started it, however that one ends.
"""

import json
import os
import sys
from pathlib import Path
from typing import IO, Any, Final

FONTS: Final = Path(__file__).with_name("fonts")
"""IBM Plex Sans, the files of ``static/fonts`` as the drawing library reads them."""


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Draw what is asked for until nothing more comes."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    while line := requests.readline():
        request = json.loads(line)
        source = requests.read(request["bytes"]).decode()
        try:
            is_drawn, content = True, _drawn(getattr(vl_convert, request["kind"]), source, request)
        except ValueError as error:
            is_drawn, content = False, str(error).encode(errors="replace")
        head = json.dumps({"is_drawn": is_drawn, "bytes": len(content)})
        answers.write(head.encode() + b"\n" + content)
        answers.flush()


def _drawn(draw: Any, source: str, request: dict[str, Any]) -> bytes:  # noqa: ANN401 - no types
    options = {} if request["scale"] is None else {"scale": request["scale"]}
    picture = draw(source, **options)
    return picture.encode() if isinstance(picture, str) else bytes(picture)


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever native code prints is no answer
    serve(sys.stdin.buffer, answers)
