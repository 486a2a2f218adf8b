"""A digest algorithm's name and bytes in, the digest out: the names that Java 17 knows, and MD2, which Python lacks."""
from __future__ import annotations

import hashlib

NAMES = {"MD2": "md2", "MD5": "md5", "SHA": "sha1", "SHA1": "sha1", "SHA-1": "sha1", "1.3.14.3.2.26": "sha1"}
for bits in ("224", "256", "384", "512"):
    NAMES[f"SHA{bits}"] = NAMES[f"SHA-{bits}"] = f"sha{bits}"
    NAMES[f"SHA3-{bits}"] = f"sha3_{bits}"
for bits in ("224", "256"):
    NAMES[f"SHA512/{bits}"] = NAMES[f"SHA-512/{bits}"] = f"sha512_{bits}"
for number, name in enumerate(("SHA-256", "SHA-384", "SHA-512", "SHA-224", "SHA-512/224", "SHA-512/256", "SHA3-224",
                               "SHA3-256", "SHA3-384", "SHA3-512"), 1):
    NAMES[f"2.16.840.1.101.3.4.2.{number}"] = NAMES[name]


def known_algorithm(name: str) -> str | None:
    """Python's name of the algorithm that Java knows by `name`; None for one that it does not know."""
    found = NAMES.get(name.upper().removeprefix("OID."))
    return found if found == "md2" or found in hashlib.algorithms_available else None


def hex_digest(algorithm: str, data: bytes) -> str:
    """The digest by an algorithm that known_algorithm() gave, as hex digits."""
    return md2(data).hex() if algorithm == "md2" else hashlib.new(algorithm, data).hexdigest()


def pi_substitution() -> list[int]:
    """MD2's table: the numbers 0 to 255 shuffled by the digits of pi (RFC 1319, section 3.2)."""
    digits = pi_digits()
    table = list(range(256))

    def draw(limit: int) -> int:
        while True:
            value, span = next(digits), 10
            while span < limit:
                value, span = value * 10 + next(digits), span * 10
            if value < limit * (span // limit):
                return value % limit

    for size in range(2, 257):
        place = draw(size)
        table[place], table[size - 1] = table[size - 1], table[place]
    return table


def pi_digits():
    """The digits 3, 1, 4, 1, 5, ... (Gibbons' spigot)."""
    q, r, t, k, n, m = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, m = q * k, (2 * q + r) * m, t * m, k + 1, (q * (7 * k + 2) + r * m) // (t * m), m + 2


table: list[int] = []


def md2(data: bytes) -> bytes:
    """MD2 of RFC 1319; Java still offers it."""
    if not table:
        table.extend(pi_substitution())
    padding = 16 - len(data) % 16
    data += bytes([padding]) * padding
    checksum, last = [0] * 16, 0
    for start in range(0, len(data), 16):
        for place in range(16):
            last = checksum[place] = checksum[place] ^ table[data[start + place] ^ last]
    state = [0] * 48
    data += bytes(checksum)
    for start in range(0, len(data), 16):
        for place in range(16):
            state[16 + place] = data[start + place]
            state[32 + place] = state[16 + place] ^ state[place]
        mixed = 0
        for turn in range(18):
            for place in range(48):
                mixed = state[place] = state[place] ^ table[mixed]
            mixed = (mixed + turn) % 256
    return bytes(state[:16])
