#!/usr/bin/env python3
"""Searches every byte of an export for texts and coordinates.

    python3 search_export.py FOLDER CANARIES

CANARIES is a JSON file with lists "texts" and "numbers". Each file is searched as it lies, members of archives unpacked too, a
GeoPackage also as its tables' text and its geometries' numbers. Texts are looked for in any case, numbers as decimal text of
five digits or more and as doubles of either byte order. Prints the canaries that were found, as a sorted JSON list.
"""

import io
import json
import pathlib
import sqlite3
import struct
import sys
import zipfile

folder = pathlib.Path(sys.argv[1])
canaries = json.loads(pathlib.Path(sys.argv[2]).read_text())
pieces = []
for path in sorted(folder.rglob("*")):
    pieces.append(str(path.relative_to(folder)).encode())
    if not path.is_file():
        continue
    content = path.read_bytes()
    pieces.append(content)
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            pieces += [archive.read(name) for name in archive.namelist()]
    if path.suffix == ".gpkg":
        base = sqlite3.connect(path)
        for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            try:
                rows = base.execute(f'SELECT * FROM "{name}"').fetchall()
            except sqlite3.OperationalError:
                continue
            for value in (value for row in rows for value in row):
                pieces.append(value if isinstance(value, bytes) else str(value).encode())
whole = b"\n".join(pieces)
small = whole.decode("utf-8", "replace").lower()
found = {text for text in canaries["texts"] if text.lower() in small or json.dumps(text)[1:-1].lower() in small}
for number in canaries["numbers"]:
    digits = f"{number:.4f}"
    if digits in small or struct.pack("<d", number) in whole or struct.pack(">d", number) in whole:
        found.add(str(number))
print(json.dumps(sorted(found)))
