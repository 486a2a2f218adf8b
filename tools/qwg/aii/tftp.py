"""Read requests of TFTP come in over UDP; the files of one folder go out, and never anything else.

RFC 1350 without options, which RFC 2347 lets a server ignore: blocks of 512 bytes, mode octet. Written here
because the server of tftpy, the library that pypxeboot uses as a client, ends at the first request with a bad
option or name, takes uploads and follows links out of its folder; what else the package index has is not kept up.
"""
from __future__ import annotations

import socket
import socketserver
import struct
from collections.abc import Callable
from typing import BinaryIO

READ, WRITE, DATA, ACKNOWLEDGE, ERROR = 1, 2, 3, 4, 5
NOT_FOUND, DENIED, ILLEGAL = 1, 2, 4
BLOCK = 512
SECONDS = 1.0
TRIES = 5
# Each request is a thread; more at once than any cluster that boots is not served.
TRANSFERS = 64


class TftpServer(socketserver.ThreadingUDPServer):
    """Serves what `open_file` opens: it takes the name of a request, and gives a file or None."""
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], open_file: Callable[[str], BinaryIO | None]):
        self.open_file = open_file
        self.transfers = 0
        super().__init__(address, Transfer)

    def verify_request(self, request, client_address) -> bool:
        return self.transfers < TRANSFERS

    def handle_error(self, request, client_address) -> None:
        """A transfer that fails is the client's trouble; it asks again."""


class Transfer(socketserver.BaseRequestHandler):
    """One request, answered from a port of its own as the RFC wants it."""
    server: TftpServer

    def handle(self) -> None:
        self.server.transfers += 1
        family, host = self.server.socket.family, self.server.server_address[0]
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as self.socket:
                self.socket.bind((host, 0))
                self.socket.connect(self.client_address)
                self.socket.settimeout(SECONDS)
                self.answer(self.request[0])
        except OSError:
            pass
        finally:
            self.server.transfers -= 1

    def answer(self, packet: bytes) -> None:
        operation = int.from_bytes(packet[:2], "big")
        name, mode, *_ = (*packet[2:].split(b"\0"), b"", b"")
        if operation == WRITE:
            return self.refuse(DENIED, "read only")
        if operation != READ or mode.lower() not in (b"octet", b"netascii"):
            return self.refuse(ILLEGAL, "not a read request")
        try:
            file = self.server.open_file(name.decode("ascii"))
        except UnicodeDecodeError:
            file = None
        if file is None:
            return self.refuse(NOT_FOUND, "no such file")
        with file:
            self.send(file)

    def send(self, file: BinaryIO) -> None:
        number = 0
        while True:
            data = file.read(BLOCK)
            # A large kernel has more blocks than the number can count: it begins again at 0, as clients expect.
            number = (number + 1) % 65536
            if not self.deliver(number, struct.pack("!HH", DATA, number) + data) or len(data) < BLOCK:
                return

    def deliver(self, number: int, packet: bytes) -> bool:
        """Sends a block until it is acknowledged; an older acknowledgement is not answered by sending again."""
        for _ in range(TRIES):
            self.socket.send(packet)
            try:
                while True:
                    answer = self.socket.recv(BLOCK + 4)
                    if answer[:2] == struct.pack("!H", ERROR):
                        return False
                    if answer[:4] == struct.pack("!HH", ACKNOWLEDGE, number):
                        return True
            except TimeoutError:
                continue
        return False

    def refuse(self, code: int, message: str) -> None:
        self.socket.send(struct.pack("!HH", ERROR, code) + message.encode("ascii") + b"\0")
