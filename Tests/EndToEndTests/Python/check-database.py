"""Prints what SQLite says of the file sys.argv[1]: the integrity check's lines and how many foreign keys lead nowhere."""

import json
import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1])
print(
    json.dumps(
        {
            "integrity": [row[0] for row in connection.execute("PRAGMA integrity_check")],
            "foreign_keys": len(connection.execute("PRAGMA foreign_key_check").fetchall()),
        }
    )
)
