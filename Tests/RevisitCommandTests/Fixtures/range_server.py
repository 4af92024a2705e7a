#!/usr/bin/env python3
"""Serves the files of a folder on the loopback, with ranges of bytes, as a store of COGs does.

    python3 range_server.py FOLDER

Prints the port, then serves until its standard input ends or it is killed. Appends what was asked for to FOLDER/asked.
"""

import http.server
import pathlib
import re
import sys

folder = pathlib.Path(sys.argv[1])


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.answer(with_body=False)

    def do_GET(self):
        self.answer(with_body=True)

    def answer(self, with_body):
        name = self.path.lstrip("/").split("?")[0]
        path = folder / name
        wanted = self.headers.get("Range")
        with open(folder / "asked", "a") as log:
            log.write(f"{self.command} {name} {wanted or 'whole'}\n")
        if "/" in name or not path.is_file():
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        data = path.read_bytes()
        first, last = 0, len(data) - 1
        span = re.fullmatch(r"bytes=(\d+)-(\d*)", wanted or "")
        if span:
            first = int(span[1])
            last = min(last, int(span[2])) if span[2] else last
        self.send_response(206 if span else 200)
        if span:
            self.send_header("Content-Range", f"bytes {first}-{last}/{len(data)}")
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(max(0, last - first + 1)))
        self.end_headers()
        if with_body:
            self.wfile.write(data[first:last + 1])

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
