"""Prints whether somebody holds the write lock of the SQLite file sys.argv[1]."""

import json
import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
try:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")
    print(json.dumps(False))
except sqlite3.OperationalError as error:
    if "locked" not in str(error):
        raise
    print(json.dumps(True))
