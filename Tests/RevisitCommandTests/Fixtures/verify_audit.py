#!/usr/bin/env python3
"""Verifies an audit log by the recipe in Documentation/audit.md, with Python's library alone, and reads it as JSON.

    python3 verify_audit.py LOG [LINES]

Prints the names of what was done. Written without looking at the program's own code: it is what the log is held against.
"""

import hashlib
import json
import sys

# The recipe, as the manual gives it.
previous = "0" * 64
for number, line in enumerate(open(sys.argv[1], "rb")):
    own = hashlib.sha256(line[:-76] + b"}").hexdigest()
    assert (line[-141:-77].decode(), line[-67:-3].decode()) == (previous, own), f"line {number + 1}"
    previous = own

# The same by the meaning of the entries: the hash is over the entry without its hash, written in the same order.
previous = "0" * 64
names = []
with open(sys.argv[1], encoding="utf-8") as file:
    for number, line in enumerate(file):
        entry = json.loads(line)
        own = entry.pop("hash")
        text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == own, f"entry {number}"
        assert entry["number"] == number and entry["previous"] == previous
        assert json.dumps(entry["details"], sort_keys=True) == json.dumps(entry["details"]), "names in order"
        previous = own
        names.append(entry["what"])
assert len(sys.argv) < 3 or len(names) == int(sys.argv[2]), f"{len(names)} entries"
print(" ".join(names))
