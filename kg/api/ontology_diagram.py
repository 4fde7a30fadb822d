"""A diagram of one module: a box for each class, its superclasses on the left, and what its properties lead to on the right.

Every property stands beside the class that it belongs to, so that no line crosses another one, however large a module grows. Figures and
texts are rows in the box; properties that lead to things are arrows with their label above them. The template draws what is placed here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from kg.api.ontology_terms import Module, Ontology
from kg.namespaces import PREFIXES

_CONCEPT = PREFIXES["skos"] + "Concept"
# in pixels at full size; letters of titles are about 7.5 wide, those of rows and labels about 6.7
_PARENT_WIDTH, _CLASS_WIDTH, _TARGET_WIDTH = 225, 330, 225
_CLASS_X, _TARGET_X = 285, 815
_BUS_X = 257
_TITLE, _ROW, _ARROW, _GAP, _SMALL = 42, 18, 48, 18, 40


@dataclass(frozen=True, slots=True)
class Box:
    """A class: where it stands, what is written in it. `own` says whether the term is ours."""

    x: int
    y: int
    width: int
    height: int
    title: str
    name: str = ""
    rows: tuple[str, ...] = ()
    own: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; `label` is written above it, `tip` is `arrow`, `parent` (a hollow triangle) or nothing."""

    x1: int
    y1: int
    x2: int
    y2: int
    label: str = ""
    tip: str = ""


@dataclass
class Diagram:
    """Boxes and lines on a surface (which begins at `left`), and the same in sentences."""

    height: int = 0
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)

    @property
    def left(self) -> int:
        return min((box.x for box in self.boxes), default=0)

    @property
    def width(self) -> int:
        return max((box.x + box.width for box in self.boxes), default=1) - self.left


@dataclass(slots=True)
class _Block:
    """A class with what is drawn beside it. An empty address stands for properties of anything."""

    address: str
    parents: tuple[str, ...]
    rows: list[str] = field(default_factory=list)
    arrows: list[tuple[str, str]] = field(default_factory=list)  # (target, label of property)

    @property
    def height(self) -> int:
        return max(_TITLE + _ROW * len(self.rows) + (8 if self.rows else 0), _ARROW * len(self.arrows))


def draw(module: Module, ontology: Ontology, words: dict[str, str]) -> Diagram:
    """Place all classes and properties of a module, one block below the other."""
    return _Drawing(ontology, words).of(module)


@dataclass
class _Drawing:
    """A diagram that is being made, in the language of the ontology and with the words of its pages."""

    ontology: Ontology
    words: dict[str, str]
    diagram: Diagram = field(default_factory=Diagram)

    def of(self, module: Module) -> Diagram:
        y = 1
        for parents, group in groupby(self._blocks(module), key=lambda block: block.parents):
            blocks, top = list(group), y
            joints = []
            for block in blocks:
                self._place(block, y)
                joints.append(y + _TITLE // 2)
                y += block.height + _GAP
            if parents:
                y = max(y, self._place_parents(parents, top, joints) + _GAP)
            kinds = [(self._title(block.address), self._title(parent)) for block in blocks for parent in parents]
            self.diagram.sentences += [f"{title} {self.words['is_kind_of']} {parent}" for title, parent in kinds]
        self.diagram.height = max(y - _GAP + 2, 1)
        return self.diagram

    def _blocks(self, module: Module) -> list[_Block]:
        """Classes of one parentage together, "anything" last."""
        kinds = self.ontology.own
        classes = [address for address in module.terms if kinds[address] == "class"]
        found = {address: _Block(address, tuple(self.ontology.iris(address, "rdfs:subClassOf"))) for address in classes}
        for address in module.terms:
            if kinds[address] != "class":
                for domain in self.ontology.iris(address, "rdfs:domain") or [""]:
                    self._add(address, found.setdefault(domain, _Block(domain, ())))
        for block in found.values():
            block.arrows.sort()
        return sorted(found.values(), key=lambda block: (not block.address, not block.parents, block.parents, block.address))

    def _add(self, term: str, block: _Block) -> None:
        """A property as a row or an arrow of a class."""
        label, targets = self.ontology.graph.label(term, self.ontology.language), self.ontology.iris(term, "rdfs:range")
        schemes = self.ontology.iris(term, "qb:codeList")
        if self.ontology.own[term] != "object_property":
            block.rows.append(f"{label}: {self._datatype(targets)}")
        elif schemes or targets == [_CONCEPT]:
            named = ", ".join(self._title(scheme) for scheme in schemes) or self.words["concept"]
            block.rows.append(label if named.lower() == label.lower() else f"{label}: {named}")
        else:
            block.arrows += [(target, label) for target in targets or [""]]

    def _datatype(self, targets: Iterable[str]) -> str:
        names = [target.rpartition("#")[2] for target in targets]
        return ", ".join(self.words.get(f"type_{name}", name) for name in names) or self.words["type_any"]

    def _place(self, block: _Block, y: int) -> None:
        title, end = self._title(block.address), _CLASS_X + _CLASS_WIDTH
        self._box(block.address, (_CLASS_X, y, _CLASS_WIDTH, block.height), block.rows)
        self.diagram.sentences += [f"{title} – {row}" for row in block.rows]
        top = y + 1
        for target, group in groupby(block.arrows, key=lambda arrow: arrow[0]):
            labels = [label for _, label in group]
            for number, label in enumerate(labels):
                middle = top + number * _ARROW + _SMALL // 2
                self.diagram.lines.append(Line(end, middle, _TARGET_X, middle, _cut(label, (_TARGET_X - end - 12) * 10 // 67), "arrow"))
                self.diagram.sentences.append(f"{title} – {label} → {self._title(target)}")
            self._box(target, (_TARGET_X, top, _TARGET_WIDTH, len(labels) * _ARROW - (_ARROW - _SMALL)))
            top += len(labels) * _ARROW

    def _place_parents(self, parents: tuple[str, ...], top: int, joints: list[int]) -> int:
        """Superclasses at the left, joined to their subclasses by one upright line. Returns where they end."""
        centres = []
        for number, parent in enumerate(parents):
            y = top + 1 + number * (_SMALL + 8)
            self._box(parent, (0, y, _PARENT_WIDTH, _SMALL))
            centres.append(y + _SMALL // 2)
            self.diagram.lines.append(Line(_BUS_X, centres[-1], _PARENT_WIDTH, centres[-1], tip="parent"))
        self.diagram.lines += [Line(_CLASS_X, joint, _BUS_X, joint) for joint in joints]
        low, high = min(joints + centres), max(joints + centres)
        if low < high:
            self.diagram.lines.append(Line(_BUS_X, low, _BUS_X, high))
        return centres[-1] + _SMALL // 2

    def _box(self, address: str, place: tuple[int, int, int, int], rows: Iterable[str] = ()) -> None:
        """A box for a class at (x, y, width, height); an empty address stands for anything."""
        readable = self.ontology.graph.readable(address) if address else ""
        name = "ham:" + readable.removeprefix("ontology/") if readable.startswith("ontology/") else readable
        own = address.startswith(self.ontology.graph.ns.ontology)
        letters = (place[2] - 16) * 10 // 75
        written = tuple(_cut(row, (place[2] - 16) * 10 // 67) for row in rows)
        self.diagram.boxes.append(Box(*place, _cut(self._title(address), letters), _cut(name, letters), written, own))

    def _title(self, address: str) -> str:
        return self.ontology.graph.label(address, self.ontology.language) if address else self.words["anything"]


def _cut(text: str, length: int) -> str:
    """
    >>> _cut("peraturan induk", 10)
    'peraturan…'
    """
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
