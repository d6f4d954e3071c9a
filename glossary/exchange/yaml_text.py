"""A list of entries in YAML, the form of the starter and of what people edit by hand."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import yaml

from db.errors import Unclear
from glossary.exchange.entries import mapping_from
from glossary.model import Entry

WIDTH = 110


class _Loader(yaml.CBaseLoader):
    """Every bare value stays the text it is: 404, no and 2026-03-10 are labels like any other."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f'"{key.value}" stands there twice', problem_mark=key.start_mark
                )
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


class _Dumper(yaml.CSafeDumper):
    """Lists of plain texts on one line, everything else on lines of its own."""


def _list(dumper: _Dumper, items: list[Any]) -> yaml.Node:
    short = all(isinstance(item, str) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=short)


_Dumper.add_representer(list, _list)


def read_yaml(text: str, name: str) -> list[Any]:
    """The mappings for `entry_from`. Raises Unclear, naming `name` and the line, when it is no YAML list."""
    try:
        found = yaml.load(text, Loader=_Loader)  # builds texts, lists and mappings only
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise Unclear(f"{name}{line}: this is no YAML that can be read ({error.problem}).") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Unclear(f"{name}: this is no YAML that can be read ({type(error).__name__}).") from error
    if found is None or found == "":
        return []
    if not isinstance(found, list):
        raise Unclear(f'{name} must be a list of entries, each beginning with "- slug: …".')
    return found


def written_yaml(entries: Iterable[Entry]) -> str:
    """What `read_yaml` reads back to the same entries."""
    found = [mapping_from(entry) for entry in entries]
    return (
        yaml.dump(found, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
        if found
        else "[]\n"
    )
