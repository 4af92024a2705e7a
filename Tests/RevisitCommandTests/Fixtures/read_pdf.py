"""Reads a PDF by pypdf and tells what is in it, as JSON: text of each page, bookmarks, whether it is tagged, its language."""

import json
import sys

from pypdf import PdfReader

reader = PdfReader(sys.argv[1])


def titles(items):
    for item in items:
        if isinstance(item, list):
            yield from titles(item)
        else:
            yield item.title


root = reader.trailer["/Root"]
print(
    json.dumps(
        {
            "pages": [page.extract_text() for page in reader.pages],
            "bookmarks": list(titles(reader.outline)),
            "tagged": bool(root.get("/MarkInfo", {}).get("/Marked", False)),
            "language": str(root.get("/Lang", "")),
        }
    )
)
