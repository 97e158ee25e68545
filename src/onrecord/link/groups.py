"""Things that were found to be one, joined in any order."""


class Groups:
    """A union-find over the numbers from 0."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def root(self, one: int) -> int:
        """The least number of the group of `one`."""
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def join(self, a: int, b: int) -> None:
        """Make one group of two."""
        first, second = sorted((self.root(a), self.root(b)))
        self._above[second] = first

    def lists(self) -> list[list[int]]:
        """The groups of more than one, sorted."""
        # the others are left out from the start: they are by far the most
        found: dict[int, list[int]] = {}
        for one in range(len(self._above)):
            root = self.root(one)
            if root != one:
                found.setdefault(root, [root]).append(one)
        return [found[root] for root in sorted(found)]
