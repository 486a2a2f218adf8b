"""Contents in, their digests out; without hashlib, whose import loads all of OpenSSL."""
try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b", "content_digest"]


def content_digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
