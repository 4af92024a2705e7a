#!/usr/bin/env python3
"""Makes sources-case/archive/aju.txt and notes the SHA-256 that Python's hashlib gives, in sources-case/hashes.json.

    python3 make-sources-case.py
"""

import hashlib
import json
import pathlib

folder = pathlib.Path(__file__).with_name("sources-case")
kept = {
    "archive/aju.txt": "A stand-in for an archived page.\nIts bytes are what counts.\n".encode(),
    "archive/empty.txt": b"",
    "archive/long.txt": bytes(range(256)) * 300,
}
for name, data in kept.items():
    (folder / name).write_bytes(data)
hashes = {name: hashlib.sha256(data).hexdigest() for name, data in kept.items()}
(folder / "hashes.json").write_text(json.dumps(hashes, indent=1) + "\n")
