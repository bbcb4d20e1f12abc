"""Hosts for workers on one machine: network namespaces on one bridge. As root, on Linux.

usage: worker-hosts.py COUNT PORT

Prints one JSON value once they are there: the address by which they reach this machine, and for each host its
namespace and the link that joins it to the bridge. A server that listens at the address is reached through the link
and cut off without it (`ip link set LINK nomaster`), without a word to either side. This machine's 127.0.0.1:PORT is
reached at the same address from every host all the while, by way of this process.

Everything is gone when this process has ended, or whoever started it.
"""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading

CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None, use_errno=True)
here = open("/proc/self/ns/net")


def ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True, text=True)


def exists(link):
    return os.path.exists(f"/sys/class/net/{link}")


def enter(namespace):
    """Has this thread's next sockets belong to that namespace, an open file."""
    if libc.setns(namespace.fileno(), CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), f"setns {namespace.name}")


def listener(namespace, port):
    with open(f"/run/netns/{namespace}") as there:
        enter(there)
    try:
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        listening.listen(128)
        return listening
    finally:
        enter(here)


def copy(source, target):
    try:
        while data := source.recv(1 << 16):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        # One side is gone, so that the other has nobody to talk to.
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def serve(client, port):
    with client:
        try:
            server = socket.create_connection(("127.0.0.1", port))
        except OSError:
            return
        with server:
            back = threading.Thread(target=copy, args=(server, client), daemon=True)
            back.start()
            copy(client, server)
            back.join()


def accept(listening, port):
    while True:
        client, _ = listening.accept()
        threading.Thread(target=serve, args=(client, port), daemon=True).start()


def main():
    count, port = int(sys.argv[1]), int(sys.argv[2])
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    network = next(number for number in range(os.getpid() % 200, 254) if not exists(f"gqbr{number}"))
    bridge, address = f"gqbr{network}", f"10.231.{network}.1"
    hosts = [{"namespace": f"geuse-{network}-{host}", "link": f"gq{network}-{host}"} for host in range(count)]
    try:
        ip("link", "add", bridge, "type", "bridge")
        ip("addr", "add", f"{address}/24", "dev", bridge)
        ip("link", "set", bridge, "up")
        for number, host in enumerate(hosts):
            namespace, link = host["namespace"], host["link"]
            ip("netns", "add", namespace)
            ip("link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", namespace)
            ip("link", "set", link, "master", bridge, "up")
            ip("-n", namespace, "addr", "add", f"10.231.{network}.{number + 2}/24", "dev", "eth0")
            for device in ("lo", "eth0"):
                ip("-n", namespace, "link", "set", device, "up")
        for host in hosts:
            threading.Thread(target=accept, args=(listener(host["namespace"], port), port), daemon=True).start()
        print(json.dumps({"address": address, "bridge": bridge, "hosts": hosts}), flush=True)
        signal.pause()
    finally:
        for host in hosts:
            subprocess.run(["ip", "netns", "del", host["namespace"]], capture_output=True, check=False)
        subprocess.run(["ip", "link", "del", bridge], capture_output=True, check=False)


main()
