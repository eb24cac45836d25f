"""What the reader of the slots and the recogniser of print say, taken together."""

from __future__ import annotations

from dataclasses import dataclass

Shares = tuple[tuple[str, float], ...]

# How much likelier a value is where the recogniser of print read it too. It reads print
# nearly always right and says so; of a pen's figures it makes something up, unsurely, which
# counts only where the slot's own reader has seen the same.
PRINT_IS_SURE = 0.85  # its confidence from which what it read is print
_PRINT = 20.0
_MAYBE = 2.5
_UNSEEN = 0.02  # share of a value that no view of the slot had


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands in a slot.

    Attributes:
        text: The likeliest value; empty where the slot seems blank.
        confidence: Its share, 0 to 1.
        candidates: All values with their shares, best first.
    """

    text: str
    confidence: float
    candidates: Shares


def together(shares: Shares, printed: str | None, confidence: float | None) -> Verdict | None:
    """Weigh the votes of the slot's views against what the recogniser of print read.

    Args:
        shares: Of the slot's views; they sum to 1 at most, the rest is unreadable.
        printed: What the recogniser read in the slot, if that is a possible value.
        confidence: Its own, 0 to 1.

    Returns:
        None where neither has a say.
    """
    weights = dict(shares)
    unnamed = max(0.0, 1.0 - sum(weights.values()))
    if printed is not None:
        sure = (confidence or 0.0) >= PRINT_IS_SURE
        # "5" and "05" are one value to the eye of the other reader.
        same = [v for v in weights if v and v.lstrip("0") == printed.lstrip("0")]
        if sure and not same:
            same = [printed]
        for value in same:
            weights[value] = weights.get(value, _UNSEEN) * (_PRINT if sure else _MAYBE)
    if not weights:
        return None
    total = sum(weights.values()) + unnamed
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    candidates = tuple((value, round(weight / total, 4)) for value, weight in ranked[:5])
    return Verdict(*candidates[0], candidates)
