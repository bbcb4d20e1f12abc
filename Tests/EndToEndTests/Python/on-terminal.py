"""Runs the command sys.argv[2:] on a terminal of sys.argv[1] columns; prints what it wrote there, as one JSON string."""

import fcntl
import json
import os
import pty
import struct
import sys
import termios

process, terminal = pty.fork()
if process == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, int(sys.argv[1]), 0, 0))
    os.execv(sys.argv[2], sys.argv[2:])
shown = b""
while True:
    try:
        part = os.read(terminal, 65536)
    except OSError:
        break
    if not part:
        break
    shown += part
os.waitpid(process, 0)
print(json.dumps(shown.decode().replace("\r\n", "\n")))
