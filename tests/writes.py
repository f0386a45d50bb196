"""Finds database writes in source code, by syntax alone.

Told apart by rule, not by loosening: a name that only the ORM has is a write wherever it stands, called or
not; `update` is a write when it is given no positional argument, which the ORM's refuses and a dictionary's,
set's or hash's needs; `add`, `set`, `remove` and `clear` are writes on the name of a relation; SQL is a write
unless it is plainly a reading word. What is left over is a write: a false alarm is renamed, not excused.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

ALWAYS = {
    *("save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"),
    *("asave", "acreate", "adelete", "aupdate", "abulk_create", "abulk_update"),
    *("aget_or_create", "aupdate_or_create", "save_base", "delete_model_rows", "_raw_delete", "save_m2m"),
}
BY_MANAGER = {"create_user", "create_superuser", "acreate_user", "acreate_superuser"}
BY_RELATION = {"add", "set", "remove", "clear", "aadd", "aset", "aremove", "aclear"}
BY_SQL = {"execute", "executemany", "raw", "executescript", "callproc"}
BY_NAME = {"getattr", "methodcaller", "attrgetter"}
READING = {"SELECT", "BEGIN", "START", "ROLLBACK", "COMMIT", "SET", "PRAGMA", "SHOW", "EXPLAIN"}

# Parents that write on their own, without a call of ours to be seen.
WRITING_PARENTS = {
    *("CreateView", "UpdateView", "DeleteView", "ModelViewSet"),
    *("CreateModelMixin", "UpdateModelMixin", "DestroyModelMixin"),
    *("CreateAPIView", "UpdateAPIView", "DestroyAPIView", "ListCreateAPIView", "RetrieveUpdateAPIView"),
    *("RetrieveDestroyAPIView", "RetrieveUpdateDestroyAPIView"),
}


@dataclass(frozen=True)
class Write:
    line: int
    what: str


def find_writes(source: str, relations: set[str]) -> list[Write]:
    """Every write in `source`, in order; `relations` holds the names of the models' related managers."""
    tree = ast.parse(source)
    constants = module_constants(tree)
    found = {Write(node.lineno, what) for node in ast.walk(tree) for what in writes_of(node, relations, constants)}
    return sorted(found, key=lambda write: (write.line, write.what))


def writes_of(node: ast.AST, relations: set[str], constants: dict[str, ast.expr]) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and is_always(node):
        yield f".{node.attr}"
    elif isinstance(node, ast.Call):
        yield from writes_of_call(node, relations, constants)
    elif isinstance(node, ast.ClassDef):
        yield from (f"class …({name})" for base in node.bases if (name := last_name(base)) in WRITING_PARENTS)


def is_always(node: ast.Attribute) -> bool:
    """The cache, which is not the database, deletes too."""
    return node.attr in ALWAYS and not (node.attr == "delete" and last_name(node.value) == "cache")


def writes_of_call(call: ast.Call, relations: set[str], constants: dict[str, ast.expr]) -> Iterator[str]:
    if isinstance(call.func, ast.Name) and call.func.id in BY_NAME:
        named = {arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
        yield from (f'{call.func.id}("{name}")' for name in named & ALWAYS)
    if not isinstance(call.func, ast.Attribute):
        return
    name, owner = call.func.attr, last_name(call.func.value)
    if name == "update" and not call.args:
        yield ".update"
    elif (name in BY_RELATION and owner in relations) or (name in BY_MANAGER and owner == "objects"):
        yield f".{owner}.{name}"
    elif name in BY_SQL and not reads(call, constants):
        yield f".{name}(SQL)"


def reads(call: ast.Call, constants: dict[str, ast.expr]) -> bool:
    """Whether each SQL text the call could be given starts with a word that reads."""
    texts = list(texts_of(call.args[0], constants)) if call.args else []
    return bool(texts) and all(text.split(None, 1)[:1] and text.split()[0].upper() in READING for text in texts)


def texts_of(node: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    """The literal texts an expression stands for; nothing when it cannot be known."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name) and node.id in constants:
        yield from texts_of(constants[node.id], {})
    elif isinstance(node, ast.Subscript):
        yield from texts_of(node.value, constants)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from texts_of(value, constants)


def module_constants(tree: ast.Module) -> dict[str, ast.expr]:
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def last_name(node: ast.expr) -> str:
    """`a.b.c` -> "c", `c` -> "c", `c()` -> "c", anything else -> ""."""
    if isinstance(node, ast.Call):
        return last_name(node.func)
    return getattr(node, "attr", getattr(node, "id", ""))
