"""Runs the SQL sys.argv[2] on the SQLite file sys.argv[1], as somebody with the sqlite3 shell would; prints 0."""

import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1])
connection.executescript(sys.argv[2])
connection.close()
print(0)
