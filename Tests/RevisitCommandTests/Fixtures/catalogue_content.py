#!/usr/bin/env python3
"""Prints what a catalogue holds, for comparison, and fails where it is not whole.

    python3 catalogue_content.py FILE [--summary]

Row numbers, the time of the last change and the head of the audit log are left out: they tell when and in
what order the work was done, not what came out. With --summary: how many rows each table has.
"""

import json
import re
import sqlite3
import sys

database = sqlite3.connect(sys.argv[1])
found = database.execute("PRAGMA integrity_check").fetchall()
if found != [("ok",)]:
    sys.exit(f"integrity_check: {found}")
broken = database.execute("PRAGMA foreign_key_check").fetchall()
if broken:
    sys.exit(f"foreign_key_check: {broken}")
tables = [
    name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    if not re.match(r"(sqlite|rtree)_", name) and "rtree" not in name and name != "audit_head"
]
if "--summary" in sys.argv:
    print(json.dumps({t: database.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in tables}))
    sys.exit()
VOLATILE = {"fid", "rowid", "last_change", "rowID"}
for table in tables:
    columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
    # Numbers of rows in other tables depend on the order of the work as well; ids say the same.
    keep = [c for c in columns if c not in VOLATILE and not c.endswith("_fid")]
    rows = database.execute(f'SELECT {", ".join(chr(34) + c + chr(34) for c in keep)} FROM "{table}"').fetchall()
    for row in sorted(repr(row) for row in rows):
        print(table, row)
