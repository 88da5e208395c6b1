# SPDX-License-Identifier: MIT
"""What a header says that its description does not, and the other way round; and what a new description breaks."""


def _names(items):
    return {item.name: item for item in items}


def _differences(what, described, declared):
    ours, theirs = _names(described), _names(declared)
    for name in ours.keys() | theirs.keys():
        if name not in theirs:
            yield f"{what} {name} is described but not in the header"
        elif name not in ours:
            yield f"{what} {name} is in the header but not described"
        elif ours[name] != theirs[name]:
            yield f"{what} {name}: the description has {ours[name]}, the header {theirs[name]}"


def header_differences(abi, header):
    constants = [c for c in header.constants() if c.name not in ("ABI_MAJOR", "ABI_MINOR")]
    described = {s.name for s in abi.statuses}
    declared_statuses = [(c.name, c.value) for c in constants if c.name in described or c.name.startswith("E_")]
    if declared_statuses != [(s.name, s.value) for s in abi.statuses]:
        yield f"statuses: the header has {declared_statuses}"
    statuses = {name for name, _ in declared_statuses}
    yield from _differences("constant", abi.constants, [c for c in constants if c.name not in statuses])
    yield from _differences("struct", abi.structs, header.structs())
    yield from _differences("function", [*abi.functions, abi.entry_point], header.functions())
    if sorted(header.handles()) != sorted(abi.handles):
        yield f"handles: the header has {header.handles()}"
    caller_made = {s.name for s in abi.structs if s.grows} | {"column"}
    if set(header.initializers()) != caller_made:
        yield f"_INIT macros: the header has {sorted(header.initializers())}, wanted {sorted(caller_made)}"
    slots = [(f.name, f.returns, [p.type for p in f.parameters]) for f in abi.functions]
    if header.slots() != slots:
        yield f"the function table: {header.slots()} is not {slots}"


def incompatibilities(old, new):
    """What the description `new` may not do to the released one `old`: ABI.md, "A minor version may not"."""
    if new.major != old.major:
        return
    if new.minor < old.minor:
        yield f"the minor version went from {old.minor} to {new.minor}"
    for what, before, after in (
        ("status", old.statuses, new.statuses),
        ("constant", old.constants, new.constants),
    ):
        now = _names(after)
        for item in before:
            if item.name not in now or now[item.name].value != item.value:
                yield f"{what} {item.name} was removed or has another number"
    if new.functions[: len(old.functions)] != old.functions:
        yield "a function was removed, moved or has another signature"
    if new.entry_point != old.entry_point:
        yield "the entry point has another signature"
    now = _names(new.structs)
    for struct in old.structs:
        later = now.get(struct.name)
        if later is None or later.grows != struct.grows:
            yield f"struct {struct.name} was removed or begins in another way"
        elif later.fields[: len(struct.fields)] != struct.fields:
            yield f"struct {struct.name}: a member was removed, moved or has another type"
        elif not struct.grows and len(later.fields) != len(struct.fields):
            yield f"struct {struct.name} must not grow"
    for function in new.functions[len(old.functions) :]:
        if int(function.since.split(".")[1]) <= old.minor:
            yield f"function {function.name} was added to version {function.since}, which is released"
        elif int(function.since.split(".")[1]) > new.minor:
            yield f"function {function.name} is since {function.since}, and the ABI is {new.major}.{new.minor}"
