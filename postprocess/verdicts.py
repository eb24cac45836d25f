"""How a check says what it found, and what that does to the fields it is about."""

from __future__ import annotations

from postprocess.record import Check, Evidence, Status


def lower(field: Evidence) -> None:
    """Make a sure field doubtful."""
    if field.status is Status.OK:
        field.status = Status.DOUBTFUL


def judged(rule: str, message: str, *fields: Evidence, ok: bool, else_: str = "fail") -> Check:
    """A verdict; where something is wrong the fields become doubtful.

    Args:
        rule: Its name.
        message: What was compared.
        fields: That cannot all be right where it is not ok; changed in place.
        ok: Whether they agree.
        else_: The verdict where they do not: ``warn`` or ``fail``.
    """
    if not ok:
        for field in fields:
            lower(field)
    return Check(rule=rule, verdict="pass" if ok else else_, message=message)
