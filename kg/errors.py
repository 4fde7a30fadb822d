"""One tree of errors. Each class knows the HTTP status and title it is answered with and the exit code of the command line.

Exit codes: 0 done; 1 done, but something did not pass (a dataset failed, a check found violations); 2 wrong use of a command;
3 unreadable or wrong input; 4 another build is running; 5 no usable release; 6 the machine refuses (port, disk, permission).
"""

from __future__ import annotations

from typing import TypedDict


class HamError(Exception):
    """Base of all errors that are told to people. The message is a sentence that helps."""

    status = 500
    title = "Internal error"
    exit_code = 1

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class UsageError(HamError):
    """A command or call was used in a way that cannot be carried out."""

    status = 400
    title = "Wrong use"
    exit_code = 2


class InputErrorParts(TypedDict):
    """The parts of an InputError, so that it can be written down or sent to another process and made again."""

    problem: str
    file: str | None
    row: int | None
    column: str | None
    value: str | None


class InputError(HamError):
    """An input that cannot be read or does not say what it must say; names file, row, column and value where there are such."""

    status = 400
    title = "Wrong input"
    exit_code = 3

    def __init__(
        self, problem: str, *, file: str | None = None, row: int | None = None, column: str | None = None, value: str | None = None
    ) -> None:
        self.problem, self.file, self.row, self.column, self.value = problem, file, row, column, value
        place = [part for part in (file, f"row {row}" if row else None, f"column {column!r}" if column else None) if part]
        if value is not None:
            place.append(f"value {value[:80]!r}")
        super().__init__(f"{', '.join(place)}: {problem}" if place else problem)

    def located(
        self, *, file: str | None = None, row: int | None = None, column: str | None = None, value: str | None = None
    ) -> InputError:
        """The same problem with the parts of its place that were not known deeper down."""
        return type(self)(
            self.problem,
            file=file if self.file is None else self.file,
            row=row if self.row is None else self.row,
            column=column if self.column is None else self.column,
            value=value if self.value is None else self.value,
        )

    def as_dict(self) -> InputErrorParts:
        return {"problem": self.problem, "file": self.file, "row": self.row, "column": self.column, "value": self.value}


class DatasetsFailed(HamError):
    """A build ended with a release, but one or more datasets kept their last good graph or have none."""

    title = "Datasets failed"
    exit_code = 1


class ChecksFailed(HamError):
    """`ham check` found violations."""

    title = "Checks failed"
    exit_code = 1


class BuildLocked(HamError):
    """Another build works in the same data folder."""

    status = 409
    title = "Another build is running"
    exit_code = 4


class ReleaseError(HamError):
    """There is no release, or the one asked for is damaged."""

    status = 503
    title = "No usable release"
    exit_code = 5


class MachineError(HamError):
    """The machine refuses: port in use, disk full, no permission."""

    status = 503
    title = "The machine refuses"
    exit_code = 6
