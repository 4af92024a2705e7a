#!/usr/bin/env python3
"""Answers as Open-Meteo's archive does, on this machine only: archive_server.py ANSWER.json PORT_FILE

Writes the port it listens on to PORT_FILE, and each path it was asked for to PORT_FILE.log. The first word of the path says
how it misbehaves: /elsewhere sends to another host, /loop to itself without end, /again once, /slow never ends, /large never stops,
/error refuses as the archive does, /nonsense is no JSON, /cut closes early.
"""

import http.server
import json
import pathlib
import sys
import time

ANSWER = pathlib.Path(sys.argv[1]).read_bytes()
PORT_FILE = pathlib.Path(sys.argv[2])


class Archive(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        with open(f"{PORT_FILE}.log", "a") as log:
            log.write(self.path + "\n")
        word, _, rest = self.path[1:].partition("/")
        if word == "elsewhere":
            self.answer(302, b"", [("Location", "http://localhost.invalid/v1/archive")])
        elif word == "loop":
            self.answer(302, b"", [("Location", self.path)])
        elif word == "again":
            self.answer(301, b"", [("Location", "/" + rest)])
        elif word == "error":
            self.answer(400, json.dumps({"error": True, "reason": "Parameter 'start_date' is out of allowed range"}).encode())
        elif word == "broken":
            self.answer(503, b"<html>try later</html>")
        elif word == "nonsense":
            self.answer(200, b"<html>welcome</html>")
        elif word == "cut":
            self.send_response(200)
            self.send_header("Content-Length", str(len(ANSWER)))
            self.end_headers()
            self.wfile.write(ANSWER[:100])
            self.wfile.flush()
            self.close_connection = True
        elif word == "large":
            self.send_response(200)
            self.send_header("Content-Length", str(1 << 40))
            self.end_headers()
            try:
                for _ in range(4096):
                    self.wfile.write(b" " * (1 << 20))
            except OSError:
                pass
            self.close_connection = True
        else:
            # The archive names the time that it took, so that no two answers are the same.
            body = json.loads(ANSWER) | {"generationtime_ms": time.perf_counter()}
            self.answer(200, json.dumps(body).encode())


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Archive)
PORT_FILE.with_suffix(".part").write_text(str(server.server_address[1]))
PORT_FILE.with_suffix(".part").rename(PORT_FILE)
server.serve_forever()
