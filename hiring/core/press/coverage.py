"""Which characters the installed fonts and our own can draw, asked of fontconfig. Runs in the child interpreter."""

import ctypes
import ctypes.util
from collections.abc import Iterable
from pathlib import Path

_SYSTEM_FONTS, _ADDED_FONTS = 0, 1


class _FontSet(ctypes.Structure):
    _fields_ = [
        ("count", ctypes.c_int),
        ("room", ctypes.c_int),
        ("fonts", ctypes.POINTER(ctypes.c_void_p)),
    ]


def _open_library() -> ctypes.CDLL:
    library = ctypes.CDLL(ctypes.util.find_library("fontconfig") or "libfontconfig.so.1")
    for name, result, arguments in (
        ("FcInitLoadConfigAndFonts", ctypes.c_void_p, []),
        ("FcConfigAppFontAddFile", ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p]),
        ("FcConfigGetFonts", ctypes.POINTER(_FontSet), [ctypes.c_void_p, ctypes.c_int]),
        ("FcPatternGetCharSet", ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]),
        ("FcCharSetCreate", ctypes.c_void_p, []),
        ("FcCharSetMerge", ctypes.c_int, [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]),
        ("FcCharSetHasChar", ctypes.c_int, [ctypes.c_void_p, ctypes.c_uint32]),
        ("FcConfigDestroy", None, [ctypes.c_void_p]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


class Coverage:
    """All characters that some font has: those of the system and the files named."""

    def __init__(self, files: Iterable[Path] = ()) -> None:
        self._library = _open_library()
        self._characters = self._library.FcCharSetCreate()
        config = self._library.FcInitLoadConfigAndFonts()
        for file in files:
            self._library.FcConfigAppFontAddFile(config, str(file).encode())
        for kind in (_SYSTEM_FONTS, _ADDED_FONTS):
            self._add(self._library.FcConfigGetFonts(config, kind))
        self._library.FcConfigDestroy(config)

    def _add(self, fonts: "ctypes._Pointer[_FontSet]") -> None:
        if not fonts:
            return
        for place in range(fonts.contents.count):
            characters = ctypes.c_void_p()
            font = fonts.contents.fonts[place]
            if self._library.FcPatternGetCharSet(font, b"charset", 0, ctypes.byref(characters)) == 0:
                self._library.FcCharSetMerge(self._characters, characters, None)

    def __contains__(self, character: str) -> bool:
        return bool(self._library.FcCharSetHasChar(self._characters, ord(character)))
