"""The folder of an install server comes in; it goes out over HTTP and TFTP, on loopback and read-only.

So the whole chain of an installation can be tried without a server. Nothing outside the folder is served: each
part of a name is opened from the folder before it, without following links, except those of pxelinux.cfg that
lead to a file beside them.
"""
from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from qwg.site.outputs import is_safe_name

from .report import InstallReport
from .tftp import TftpServer

LOOPBACK = "127.0.0.1"
FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
FILE_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
TYPES = {".ks": "text/plain", ".cfg": "text/plain", ".txt": "text/plain", ".conf": "text/plain"}


def open_below(root: Path, name: str) -> BinaryIO | None:
    """The file of that name below `root`; None for anything else, such as a folder or a way out."""
    parts = name.lstrip("/").split("/")
    if not all(map(is_safe_name, parts)):
        return None
    *folders, last = parts
    handles = []
    try:
        handles.append(os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
        for part in folders:
            handles.append(os.open(part, FOLDER_FLAGS, dir_fd=handles[-1]))
        if stat.S_ISLNK(os.lstat(last, dir_fd=handles[-1]).st_mode):
            last = os.readlink(last, dir_fd=handles[-1])
            if not is_safe_name(last):
                return None
        file = os.open(last, FILE_FLAGS, dir_fd=handles[-1])
    except OSError:
        return None
    finally:
        for handle in handles:
            os.close(handle)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        return None
    return open(file, "rb")


class HttpServer(ThreadingHTTPServer):
    """Serves the files below `root`; `places` are paths of URLs that stand for a file elsewhere in it."""
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], root: Path, places: dict[str, str]):
        self.root = root
        self.places = places
        super().__init__(address, HttpRequest)

    def handle_error(self, request, client_address) -> None:
        """A client that goes away in the middle of a file is no trouble of ours."""


class HttpRequest(BaseHTTPRequestHandler):
    """GET and HEAD of a file; no listing of folders, no other method."""
    server: HttpServer
    server_version = "install-server"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = open_below(self.server.root, self.server.places.get(path, path))
        if file is None:
            return self.send_error(HTTPStatus.NOT_FOUND)
        with file:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", TYPES.get(os.path.splitext(path)[1], "application/octet-stream"))
            self.send_header("Content-Length", str(os.fstat(file.fileno()).st_size))
            self.end_headers()
            if self.command == "GET":
                copyfileobj(file, self.wfile)

    do_HEAD = do_GET

    def log_message(self, format: str, *arguments) -> None:
        """The table on the terminal stays as it is."""


@contextmanager
def servers(root: Path, places: dict[str, str] | None = None) -> Iterator[dict[str, str]]:
    """Both servers, in threads of their own, on free ports of loopback; gives where they are."""
    with HttpServer((LOOPBACK, 0), root, places or {}) as http, \
            TftpServer((LOOPBACK, 0), lambda name: open_below(root, name)) as tftp:
        threads = [threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True) for server in (http, tftp)]
        for thread in threads:
            thread.start()
        try:
            yield {"http": f"http://{LOOPBACK}:{http.server_address[1]}/",
                   "tftp": f"tftp://{LOOPBACK}:{tftp.server_address[1]}/"}
        finally:
            for server in (http, tftp):
                server.shutdown()
            for thread in threads:
                thread.join()


def kickstart_places(report: InstallReport) -> dict[str, str]:
    """The path in each guest's Kickstart URL, and the file that answers it here."""
    guests = [each.guest for each in report.installations if each.guest]
    return {urlsplit(guest.boot.kickstart).path: f"ks/{guest.fqdn}.ks" for guest in guests}


def serve(report: InstallReport, as_json: bool = False) -> int:
    """Shows the report with the ports, and serves its folder until it is interrupted; the report's exit code."""
    if report.worst or not report.root.is_dir():
        report.show(as_json)
        return report.exit_code
    with servers(report.root, kickstart_places(report)) as addresses:
        try:
            report.show(as_json, addresses)
            if not as_json:
                print("Ctrl-C ends it", flush=True)
            threading.Event().wait()
        except KeyboardInterrupt:
            if not as_json:
                print()
    return report.exit_code
