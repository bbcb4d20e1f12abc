"""Copies the database sys.argv[1], which may be in use, into the new file sys.argv[2]; prints how many pages that is."""

import json
import sqlite3
import sys

source = sqlite3.connect(sys.argv[1], timeout=60)
copy = sqlite3.connect(sys.argv[2])
source.backup(copy)
print(json.dumps({"pages": copy.execute("PRAGMA page_count").fetchone()[0]}))
copy.close()
