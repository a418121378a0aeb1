"""Which page of a model's memory holds which tokens of which text: pages are shared until two texts differ in them.

The scheme is PagedAttention's (Kwon et al. 2023): a text's keys and values lie in pages of so many tokens, wherever there is
room, and a table tells which; texts that begin alike share their first pages.
"""

from collections.abc import Sequence

Table = list[int]


class Pages:
    """Hands out `count` pages of `size` tokens, and knows how many tables hold each."""

    def __init__(self, count: int, size: int) -> None:
        self.size = size
        self._free = list(range(count))[::-1]
        self._holders = [0] * count

    def needed(self, prompt: int, beams: int, most: int) -> int:
        """The most pages that a prompt of so many tokens can take with its beams."""
        return -(-prompt // self.size) + beams * (-(-most // self.size) + 2)

    @property
    def free(self) -> int:
        """How many pages nobody holds."""
        return len(self._free)

    def table(self, tokens: int) -> Table:
        """Pages for so many tokens."""
        return [self._take() for _ in range(-(-tokens // self.size))]

    def shared(self, table: Sequence[int]) -> Table:
        """The same pages for one more text."""
        for page in table:
            self._holders[page] += 1
        return list(table)

    def release(self, table: Sequence[int]) -> None:
        """A text no longer needs its pages."""
        for page in table:
            self._holders[page] -= 1
            if not self._holders[page]:
                self._free.append(page)

    def room_for(self, table: Table, position: int) -> tuple[int, int] | None:
        """Make the table hold a page of its own for the token at `position`; (from, to) where a page must be copied first."""
        if position // self.size == len(table):
            table.append(self._take())
            return None
        page = table[position // self.size]
        if self._holders[page] == 1:
            return None
        own = self._take()
        self._holders[page] -= 1
        table[position // self.size] = own
        return page, own

    def _take(self) -> int:
        page = self._free.pop()
        self._holders[page] = 1
        return page
