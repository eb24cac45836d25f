"""Hand records over: the sheets and files that others take them in."""

from congvan.archive.export.api import Exported, export

__all__ = ["Exported", "export"]
