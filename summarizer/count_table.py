"""How many texts were counted, and in how many each term stands <-> gzipped lines: the packaged statistics of the language."""

import gzip
from collections.abc import Mapping


def packed(total: int, counts: Mapping[str, int]) -> bytes:
    """The total in the first line, then "term count" in the order given; the same table gives the same bytes."""
    lines = [f"{total}\n", *(f"{term} {count}\n" for term, count in counts.items())]
    return gzip.compress("".join(lines).encode(), 9, mtime=0)


def unpacked(data: bytes) -> tuple[int, dict[str, int]]:
    """What `packed` wrote; terms may hold spaces."""
    total, *lines = gzip.decompress(data).decode().splitlines()
    rows = (line.rpartition(" ") for line in lines)
    return int(total), {term: int(count) for term, _, count in rows}
