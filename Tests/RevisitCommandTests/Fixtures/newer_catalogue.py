#!/usr/bin/env python3
"""Marks a catalogue as one that a later version has changed: python3 newer_catalogue.py FILE."""

import sqlite3
import sys

with sqlite3.connect(sys.argv[1]) as database:
    database.execute("INSERT INTO grdb_migrations VALUES ('M9999_FromTheFuture')")
