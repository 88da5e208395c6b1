# SPDX-License-Identifier: MIT
"""Reads the declarations of tokenlink.h: constants, structs, functions and the function table."""

import re

from description import Constant, Field, Function, Parameter, Struct


def without_comments(text):
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.sub(r"\n{2,}", "\n", re.sub(r"[ \t]+$", "", text, flags=re.M)).strip() + "\n"


def _tidy(c_type):
    """One spelling of a type: "const char *"."""
    words = re.sub(r"\s*\*\s*", " * ", c_type.replace("struct ", "")).split()
    return re.sub(r" \* \*", " **", " ".join(words))


def _declarator(text):
    """("const char *", "ptr", None) of "const char *ptr"; the last is the length of an array."""
    match = re.fullmatch(r"(.*?[\s*])(\w+)(?:\[(\d+)\])?", text.strip(), re.S)
    return _tidy(match[1]), match[2], int(match[3]) if match[3] else None


class Header:
    """The declarations of a header; names are without their prefix, as in the description."""

    def __init__(self, text):
        self.text = text
        self.code = without_comments(text)

    def version(self):
        return re.search(r'#define TOKENLINK_VERSION\s+"([^"]+)"', self.code)[1]

    def constants(self):
        found = re.findall(r"^#define TOKENLINK_(\w+)[ \t]+(\d+)(u?)[ \t]*$", self.code, re.M)
        return [Constant(name, int(number), "uint32_t" if unsigned else "int32_t") for name, number, unsigned in found]

    def structs(self):
        found = []
        for body, name in re.findall(
            r"^typedef struct tokenlink_\w+ \{(.*?)\} tokenlink_(\w+);", self.code, re.M | re.S
        ):
            if name == "api":
                continue
            declared = (part.strip() for part in body.split(";"))
            fields = [Field(n, t, count) for t, n, count in (_declarator(part) for part in declared if part)]
            found.append(Struct(name, fields[0].name == "struct_size", fields))
        return found

    def initializers(self):
        """The structs that have an _INIT macro."""
        return [name.lower() for name in re.findall(r"^#define TOKENLINK_(\w+)_INIT\b", self.code, re.M)]

    def handles(self):
        return re.findall(r"^typedef struct tokenlink_(\w+)\s+tokenlink_\1;", self.code, re.M)

    def functions(self):
        found = []
        pattern = r"^TOKENLINK_API (.*?)\btokenlink_(\w+)\((.*?)\);"
        for returns, name, parameters in re.findall(pattern, self.code, re.M | re.S):
            taken = [] if parameters.strip() == "void" else [_declarator(p) for p in parameters.split(",")]
            found.append(Function(name, _tidy(returns), [Parameter(n, t) for t, n, _ in taken], self._since(name)))
        return found

    def _since(self, name):
        """The version in the nearest comment above a function, which may cover several."""
        at = re.search(r"TOKENLINK_API [^;]*\btokenlink_" + name + r"\(", self.text).start()
        return re.findall(r"\* Since (\d+\.\d+)\.", self.text[:at])[-1]

    def slots(self):
        """(name, returned type, types of the parameters) of each slot of the function table."""
        body = re.search(r"^typedef struct tokenlink_api \{(.*?)\} tokenlink_api;", self.code, re.M | re.S)[1]
        found = []
        for returns, name, parameters in re.findall(r"([\w\s*]+?)\(\*(\w+)\)\((.*?)\);", body, re.S):
            types = [] if parameters.strip() == "void" else [_tidy(p) for p in parameters.split(",")]
            found.append((name, _tidy(returns), types))
        return found
