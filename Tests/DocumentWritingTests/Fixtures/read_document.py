"""Reads a document as people's programs do and tells what is in it, as JSON.

    read_document.py word FILE.docx       by python-docx; the package by zipfile
    read_document.py markdown FILE.md     by markdown-it-py, CommonMark with tables and addresses that become links
    read_document.py archive FILE.zip     by zipfile
"""

import hashlib
import json
import sys
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def archive(path):
    with zipfile.ZipFile(path) as file:
        return {
            "broken": file.testzip(),
            "files": [
                {
                    "name": info.filename,
                    "size": info.file_size,
                    "packed": info.compress_size,
                    "time": list(info.date_time),
                    "sha256": hashlib.sha256(file.read(info)).hexdigest(),
                }
                for info in file.infolist()
            ],
        }


def word(path):
    import docx
    from docx.table import Table

    document = docx.Document(path)
    body = document.element.body
    blocks = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            blocks.append(
                {
                    "kind": "table",
                    "cells": [[cell.text for cell in row.cells] for row in item.rows],
                    "repeated": [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in item.rows],
                }
            )
        else:
            blocks.append({"kind": "paragraph", "style": item.style.name, "text": item.text})
    section = document.sections[0]
    drawn = body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    languages = document.styles.element.find(f".//{W}rPrDefault//{W}lang")
    return {
        "archive": archive(path),
        "blocks": blocks,
        "alternatives": [item.get("descr") for item in drawn],
        "pictures": [[shape.width, shape.height] for shape in document.inline_shapes],
        "bookmarks": [item.get(W + "name") for item in body.iter(W + "bookmarkStart")],
        "links": [item.get(W + "anchor") for item in body.iter(W + "hyperlink")],
        "languages": {key.removeprefix(W): value for key, value in languages.attrib.items()},
        "runLanguages": [item.get(W + "eastAsia") for item in body.iter(W + "lang")],
        "header": "\n".join(item.text for item in section.header.paragraphs),
        "footer": "\n".join(item.text for item in section.footer.paragraphs),
        "fields": [item.get(W + "instr").strip() for item in section.footer._element.iter(W + "fldSimple")],
        "title": document.core_properties.title,
        "subject": document.core_properties.subject,
        "language": document.core_properties.language,
        "created": str(document.core_properties.created),
    }


def markdown(path):
    from markdown_it import MarkdownIt

    with open(path, encoding="utf-8") as file:
        text = file.read()
    # Struck-out text and tables as GitHub has them.
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    blocks, markup, links, images, anchors = [], [], [], [], []
    opened, row, alignments = [], None, []

    def inline(token):
        out = ""
        for child in token.children or []:
            match child.type:
                case "text":
                    out += child.content
                case "code_inline":
                    out += child.content
                    markup.append(["code", child.content])
                case "softbreak" | "hardbreak":
                    out += "\n"
                case "link_open":
                    links.append(child.attrs["href"])
                case "image":
                    images.append([child.attrs["src"], child.content and inline(child)])
                case "html_inline":
                    anchors.append(child.content)
                case "link_close":
                    pass
                case kind:
                    if kind.endswith("_open"):
                        markup.append([kind.removesuffix("_open"), ""])
        return out

    for token in reader.parse(text):
        if token.type == "inline":
            said = inline(token)
            if row is not None:
                row.append(said)
            else:
                blocks.append({"kind": "/".join(opened), "text": said})
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            blocks.append({"kind": "row", "cells": row})
            row = None
        elif token.nesting == 1:
            if token.type == "th_open":
                alignments.append((token.attrs or {}).get("style", ""))
            opened.append(token.tag)
        elif token.nesting == -1:
            opened.pop()
        else:
            blocks.append({"kind": token.type, "text": token.content})
    return {
        "blocks": blocks, "markup": markup, "links": links, "images": images, "anchors": anchors,
        "alignments": alignments,
    }


print(json.dumps({"word": word, "markdown": markdown, "archive": archive}[sys.argv[1]](sys.argv[2])))
