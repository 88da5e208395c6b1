# SPDX-License-Identifier: MIT
"""The description of the ABI, tokenlink.abi.json, as objects; and the memory layout of its structs."""

import json
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Constant:
    name: str  # without TOKENLINK_
    value: int
    type: str


@dataclass(frozen=True)
class Status:
    name: str  # "E_ESCAPE"
    value: int
    sentence: str


@dataclass(frozen=True)
class Field:
    name: str
    type: str
    count: int | None = None  # elements of an array


@dataclass(frozen=True)
class Struct:
    name: str  # without tokenlink_
    grows: bool
    fields: list[Field] = field(hash=False)


@dataclass(frozen=True)
class Parameter:
    name: str
    type: str


@dataclass(frozen=True)
class Function:
    name: str  # without tokenlink_
    returns: str
    parameters: list[Parameter] = field(hash=False)
    since: str = "1.0"


@dataclass(frozen=True)
class Model:
    """A data model: the sizes and alignments that C types have on a family of systems."""

    name: str
    pointer: int
    align64: int  # of a 64-bit integer inside a struct


MODELS = [Model("lp64", 8, 8), Model("i386", 4, 4), Model("wasm32", 4, 8)]

_FIXED = {"char": 1, "uint8_t": 1, "int32_t": 4, "uint32_t": 4, "tokenlink_status": 4, "uint64_t": 8}


class Description:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            raw = json.load(file)
        self.major, self.minor = raw["abi"]["major"], raw["abi"]["minor"]
        self.constants = [Constant(c["name"], c["value"], c["type"]) for c in raw["constants"]]
        self.statuses = [Status(s["name"], s["value"], s["sentence"]) for s in raw["statuses"]]
        self.handles = raw["handles"]
        self.structs = [Struct(s["name"], s["grows"], [Field(*f) for f in s["fields"]]) for s in raw["structs"]]
        self.functions = [self._function(f) for f in raw["functions"]]
        self.entry_point = self._function(raw["entry_point"])
        self._by_name = {struct.name: struct for struct in self.structs}

    @staticmethod
    def _function(raw):
        return Function(raw["name"], raw["returns"], [Parameter(*p) for p in raw["parameters"]], raw["since"])

    def struct(self, name):
        return self._by_name[name]

    def _measure(self, c_type, model):
        """(size, alignment) of a type."""
        if c_type.endswith("*") or c_type == "size_t":
            return model.pointer, model.pointer
        if c_type in _FIXED:
            size = _FIXED[c_type]
            return size, model.align64 if size == 8 else size
        return self.layout(self.struct(c_type.removeprefix("tokenlink_")), model)[1:]

    def layout(self, struct, model):
        """({field: offset}, size, alignment) of a struct."""
        offsets, at, widest = {}, 0, 1
        for member in struct.fields:
            size, align = self._measure(member.type, model)
            at = -(-at // align) * align
            offsets[member.name] = at
            at += size * (member.count or 1)
            widest = max(widest, align)
        return offsets, -(-at // widest) * widest, widest
