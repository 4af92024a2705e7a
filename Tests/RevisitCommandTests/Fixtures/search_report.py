#!/usr/bin/env python3
"""Searches a report in all its formats for texts, numbers and marked pictures.

    python3 search_report.py FOLDER CANARIES

CANARIES is a JSON file with lists "texts" and "numbers". Each file is searched as it lies and as people read it: HTML and SVG with
entities and without tags, data URIs decoded, Markdown without backslashes, the parts of a DOCX and its text by python-docx, text, outline
and properties of a PDF by pypdf. Texts are looked for in any case, numbers by four decimals. Pictures are decoded, and searched for violet.
Prints a JSON object by format: "found" (sorted), "pictures" and "marked" (counts).
"""

import base64
import html
import io
import json
import pathlib
import re
import sys
import warnings
import zipfile

import docx
import pypdf
import rasterio

warnings.filterwarnings("ignore")
folder = pathlib.Path(sys.argv[1])
canaries = json.loads(pathlib.Path(sys.argv[2]).read_text())
texts, pictures = {}, {}


def add(form, content):
    content = content if isinstance(content, str) else content.decode("utf-8", "replace")
    texts.setdefault(form, []).append(content.lower())


def is_violet(content):
    with rasterio.MemoryFile(content) as file, file.open() as picture:
        pixels = picture.read()
    if len(pixels) < 3:
        return False
    red, green, blue = (pixels[band].astype(int) for band in range(3))
    return bool(((red > 180) & (blue > 180) & (green < 90)).sum() >= 4)


def add_picture(form, content):
    pictures.setdefault(form, []).append(is_violet(content))


def add_markup(form, content):
    text = content.decode()
    library = re.search(r"<script>[^<]{0,40}plotly.js v.*?</script>", text, re.S)
    if library:
        text = text.replace(library.group(0), "")
    for kind, data in re.findall(r"data:(image/[a-z]+);base64,([A-Za-z0-9+/=]+)", text):
        add_picture(form, base64.b64decode(data))
    text = re.sub(r"base64,[A-Za-z0-9+/=]+", "", text)
    add(form, text)
    add(form, html.unescape(text))
    add(form, html.unescape(re.sub(r"<[^>]*>", "", text)))
    add(form, text.encode().decode("unicode_escape", "ignore"))


for path in sorted(folder.rglob("*")):
    if not path.is_file():
        continue
    form = path.suffix[1:]
    content = path.read_bytes()
    add(form, str(path.relative_to(folder)))
    if form in ("html", "svg"):
        add_markup(form, content)
    elif form == "md":
        add(form, content)
        add(form, content.replace(b"\\", b""))
        add(form, re.sub(r"[*`\\]", "", content.decode()))
    elif form == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                add(form, name)
                if "/media/" in name:
                    add_picture(form, archive.read(name))
                else:
                    add_markup(form, archive.read(name))
        document = docx.Document(io.BytesIO(content))
        for paragraph in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
            add(form, "".join(paragraph.itertext()))
        properties = document.core_properties
        add(form, " ".join(str(getattr(properties, name)) for name in ("author", "title", "subject", "keywords", "comments")))
    elif form == "pdf":
        reader = pypdf.PdfReader(path)
        for page in reader.pages:
            add(form, " ".join(page.extract_text().split()))
        add(form, str(reader.metadata))
        add(form, str(reader.outline))
        count = 0
        for number in range(1, len(reader.xref_objStm) + max((max(part) for part in reader.xref.values() if part), default=0) + 2):
            value = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
            # A mask of one channel is no picture of anything.
            if isinstance(value, pypdf.generic.StreamObject) and value.get("/Subtype") == "/Image" and "/SMask" not in value:
                if value.get("/ColorSpace") not in ("/DeviceGray",):
                    count += 1
            if isinstance(value, pypdf.generic.DictionaryObject):
                for entry in ("/Alt", "/ActualText", "/T", "/Contents"):
                    if isinstance(value.get(entry), str):
                        add(form, value[entry])
        pictures.setdefault(form, []).extend([None] * count)
    else:
        add(form, content)

told = {}
for form, parts in texts.items():
    whole = "\n".join(parts)
    flat = " ".join(whole.split())
    found = {text for text in canaries["texts"] if text.lower() in whole or text.lower() in flat}
    found |= {str(number) for number in canaries["numbers"] if f"{number:.4f}" in whole}
    own = pictures.get(form, [])
    told[form] = {"found": sorted(found), "pictures": len(own), "marked": sum(bool(mark) for mark in own)}
print(json.dumps(told, sort_keys=True))
