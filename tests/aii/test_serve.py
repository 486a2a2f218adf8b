"""HTTP and TFTP: what the folder has, and nothing else, whatever is asked."""
from __future__ import annotations

import http.client
import os
import socket
import struct
import threading

import pytest

from qwg.aii.serve import open_below, servers
from qwg.aii.tftp import TftpServer


@pytest.fixture
def root(tmp_path):
    """A folder with a file, beside which lies a secret."""
    (tmp_path / "secret").write_text("secret")
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    (root / "file").write_bytes(b"file")
    (root / "sub" / "file").write_bytes(b"sub file")
    (root / "link").symlink_to("file")
    (root / "out").symlink_to("../secret")
    (root / "absolute").symlink_to(tmp_path / "secret")
    (root / "through").symlink_to("..")
    (root / "twice").symlink_to("link")
    (root / "loop").symlink_to("loop")
    os.mkfifo(root / "fifo")
    return root


@pytest.fixture
def served(root):
    with servers(root, {"/osinstall/ks/guest.ks": "sub/file"}) as addresses:
        yield {kind: int(address.rstrip("/").rpartition(":")[2]) for kind, address in addresses.items()}


GOOD = {"file": b"file", "/file": b"file", "sub/file": b"sub file", "link": b"file"}
BAD = ["", "/", ".", "..", "../secret", "/../secret", "sub/../../secret", "sub/../file", "sub", "out", "absolute",
       "through/secret", "through/root/file", "twice", "loop", "fifo", "file/", "file/x", "nothing", "sub//file",
       "./file",
       "%2e%2e/secret", "..%2fsecret", "file\0", "file\n", "-file", "f" * 300, "..\\secret"]


@pytest.mark.parametrize("name", BAD)
def test_nothing_else_is_opened(root, name):
    assert open_below(root, name) is None


@pytest.mark.parametrize("name", GOOD)
def test_a_file_is_opened(root, name):
    with open_below(root, name) as file:
        assert file.read() == GOOD[name]


def get(port: int, path: str, method: str = "GET") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.putrequest(method, path, skip_host=False)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_http(served):
    assert get(served["http"], "/sub/file") == (200, b"sub file")
    assert get(served["http"], "/osinstall/ks/guest.ks?x=1") == (200, b"sub file")
    assert get(served["http"], "/file", "HEAD") == (200, b"")
    for path in ("/", "/sub/", "/../secret", "/%2e%2e/secret", "/out", "/sub/%00", "//sub//file"):
        assert get(served["http"], path)[0] == 404, path
    for method in ("POST", "PUT", "DELETE"):
        assert get(served["http"], "/file", method)[0] == 501


def ask(port: int, packet: bytes) -> bytes:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(5)
        client.sendto(packet, ("127.0.0.1", port))
        return client.recv(1024)


def request(name: str, operation: int = 1, mode: str = "octet") -> bytes:
    return struct.pack("!H", operation) + name.encode() + b"\0" + mode.encode() + b"\0"


@pytest.mark.parametrize("packet, code", [
    (request("../secret"), 1), (request("out"), 1), (request("sub"), 1), (request(""), 1), (request("é"), 1),
    (request("new", operation=2), 2), (request("file", mode="mail"), 4), (request("file", operation=7), 4), (b"", 4),
    (b"\0", 4), (b"\0\1", 4), (b"\0\1file", 4), (b"\0\1\xff\xfe\0octet\0", 1),
])
def test_a_bad_request_of_tftp_gives_an_error_and_the_server_lives_on(served, root, packet, code):
    assert ask(served["tftp"], packet)[:4] == struct.pack("!HH", 5, code)
    assert ask(served["tftp"], request("file", mode="OCTET") + b"blksize\0abc\0") == b"\0\3\0\1file"
    assert sorted(path.name for path in root.parent.iterdir()) == ["root", "secret"]


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513, 1024, 5000])
def test_tftp_ends_with_a_short_block(root, served, size, tmp_path):
    tftpy = pytest.importorskip("tftpy", reason="the test dependency tftpy is not installed")
    data = os.urandom(size)
    (root / "data").write_bytes(data)
    tftpy.TftpClient("127.0.0.1", served["tftp"]).download("data", str(tmp_path / "got"))
    assert (tmp_path / "got").read_bytes() == data


def test_a_lost_block_is_sent_again_and_an_old_acknowledgement_is_not_answered(served):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(5)
        client.sendto(request("file"), ("127.0.0.1", served["tftp"]))
        first, address = client.recvfrom(1024)
        assert address[1] != served["tftp"]
        client.sendto(struct.pack("!HH", 4, 0), address)
        assert client.recv(1024) == first == b"\0\3\0\1file"
        client.sendto(struct.pack("!HH", 4, 1), address)


def test_a_file_of_more_blocks_than_the_number_can_count(tmp_path):
    """The number begins again at 0: the last block of 32 MB and some is 1, not 65537."""
    size = 65536 * 512 + 100
    with open(tmp_path / "large", "wb") as file:
        file.truncate(size)
    server = TftpServer(("127.0.0.1", 0), lambda name: open(tmp_path / name, "rb"))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.settimeout(5)
            client.sendto(request("large"), server.server_address)
            got, number = 0, 0
            while True:
                packet, address = client.recvfrom(1024)
                number = (number + 1) % 65536
                assert int.from_bytes(packet[2:4], "big") == number
                got += len(packet) - 4
                client.sendto(struct.pack("!HH", 4, number), address)
                if len(packet) < 516:
                    break
        assert (got, number) == (size, 1)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_both_end_when_the_block_ends(root):
    with servers(root) as addresses:
        assert addresses["http"].startswith("http://127.0.0.1:") and addresses["tftp"].startswith("tftp://127.0.0.1:")
    with pytest.raises(OSError):
        get(int(addresses["http"].rstrip("/").rpartition(":")[2]), "/file")
