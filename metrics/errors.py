"""Everything that can go wrong in words a person can act on."""


class SelarasError(Exception):
    """A problem whose message names the file, the thing and the fix."""


class ValuesError(SelarasError):
    """Mistakes in values.yaml, one line each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class DefinitionError(SelarasError):
    """A metric's file that cannot be counted."""


class PeriodError(SelarasError):
    """A period nobody can read."""


class ExportError(SelarasError):
    """An export that was refused as a whole; nothing of it was stored."""


class StoreError(SelarasError):
    """The store cannot be opened or written."""


class StoreBusyError(StoreError):
    """Another process has the store open."""
