"""Stands in for java with a public panc: the driver's requests come in, answers made by our own compiler go out.

As panc it reports only one error of a request, wherever it failed. The environment variable PANC_TAMPER names a file
of Python that may change what was written or said.
"""
import contextlib
import io
import json
import os
import re
import sys

from qwg.pan.cli import main

tamper = os.environ.get("PANC_TAMPER")
for line in sys.stdin:
    arguments = json.loads(line)
    said, printed = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(printed):
        main(arguments)
    messages = re.sub(r"^  at .* \[(.*)\]$", r">>> [\1]", said.getvalue().split("\n\n")[0], flags=re.M)
    if tamper:
        scope = {"arguments": arguments, "messages": messages}
        exec(open(tamper).read(), scope)
        messages = scope["messages"]
    answer = [text.encode() for text in (messages, printed.getvalue())]
    sys.stdout.buffer.write(b"%d %d\n" % tuple(map(len, answer)) + b"".join(answer))
    sys.stdout.flush()
