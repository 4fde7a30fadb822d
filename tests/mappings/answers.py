"""Answers to the questions of a draft, as somebody who fills in a folder would write them; made up, for tests."""

from __future__ import annotations

import csv
import re
from pathlib import Path

PLAIN = {
    "dataset.yml": {
        "title.": "Judul", "description.": "Uraian.", "rights.": "Boleh dikutip.", "page": "https://example.org/tabel", "reuse": "quote",
        "frequency": "annual", "producer": "komnas-ham",
        "period.start": "2023-01-01", "period.end": "2023-12-31", "disclosure.threshold": "5",
    },
    "agency.yml": {"kind": "badan-negara", "name.": "Nama", "source": "https://example.org/profil"},
    "documents.csv": {"url": "", "penerbit": "Contoh", "jenis": "laporan", "keyakinan": "sedang"},
    "indicators.csv": {
        "nama_": "nama", "definisi_": "Definisi.", "konsep_": "konsep", "jenis": "hasil", "ukuran": "jumlah", "satuan": "kasus",
    },
    "concepts.csv": {"nama_": "nama"},
    "places.csv": {"alasan": "contoh"},
}  # fmt: skip


def answer(folder: Path, units: str = "kasus", number: str = "id", marks: str = "M") -> None:
    """Answer every question in a draft's folder and in the ``agency.yml`` beside it."""
    for path in (folder.parent / "agency.yml", folder / "dataset.yml"):
        if path.exists():
            _answer_yaml(path)
    for path in folder.glob("*.csv"):
        if path.name != "source.csv":
            _answer_table(path)
    _answer_script(folder / "mapping.py", units, number, marks)


def _answer_yaml(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'^licence: "TODO.*$', "licence: null", text, flags=re.M)
    text = re.sub(r'^caveats:\n  - "TODO.*$', "caveats: []", text, flags=re.M)
    text = re.sub(r'(period: \{start: )"TODO[^"]*"(, end: )"TODO[^"]*"', r"\g<1>2023-01-01\g<2>2023-12-31", text)
    lines, key = [], ""
    for written in text.splitlines():
        line = written
        if match := re.match(r"^([a-z_]+):", line):
            key = match[1]
        if '"TODO' in line:
            own = re.match(r"^\s*([a-z_]+):", line)
            full = f"{key}.{own[1]}" if line.startswith(" ") and own else key
            count = re.search(r"TODO: (\d+) sel", line)
            line = re.sub(r'"TODO[^"]*"', count[1] if count else _plain(path.name, full), line)
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _plain(file: str, key: str) -> str:
    return next(value for name, value in PLAIN[file].items() if key == name or (name[-1] in "._" and key.startswith(name)))


def _answer_table(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    header = rows[0]
    for row in rows[1:]:
        for index, cell in enumerate(row):
            if cell.startswith("TODO"):
                row[index] = _cell(path.name, header[index], cell)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _cell(file: str, column: str, question: str) -> str:
    if file == "places.csv" and column == "wilayah":
        named = re.search(r": (\d\d(?:\.\d\d)?) ", question)
        return named[1] if named else "31"
    if file == "codes.csv":
        return "kasus" if "satuan" in question else "TLS"
    return _plain(file, column)


def _answer_script(path: Path, units: str, number: str, marks: str) -> None:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'\n +"ham:(listComplete|allegationStatus)": Fixed\("TODO[^\n]*\n', "\n", text)
    text = re.sub(r'\n +"ham:(listComplete|allegationStatus)": Fixed\("TODO[^\n]*\n', "\n", text)
    text = re.sub(r'(UNIT = \(?\s*|unit=)"TODO[^"]*"', rf'\g<1>"{units}"', text)
    text = re.sub(r'number="TODO[^"]*"', f'number="{number}"', text)
    text = re.sub(r'"TODO: \\"M\\" (?:[^"\\]|\\.)*"', f'"{marks}"', text)
    text = re.sub(r'vintage="TODO[^"]*"', 'vintage="38-provinsi"', text)
    text = re.sub(r'template="TODO[^"]*"', 'template="2023"', text)
    text = re.sub(r'Country\(\s*"TODO[^"]*",?\s*\)', 'Country("IDN")', text)
    text = re.sub(r'Fixed\("TODO: apa arti[^"]*"\)', 'Fixed("peran-wilayah/wilayah-statistik")', text)
    for dimension in ("issue", "crime", "disposition", "complaintChannel", "respondent", "offence"):
        text = re.sub(r'"TODO: dimensi[^"]*": Code', f'"ham:{dimension}": Code', text, count=1)
    text = re.sub(r'("[^"]*": )"TODO: periode[^"]*"', r'\g<1>"2023"', text)
    text = re.sub(r'("[^"]*": )"TODO: (?:kolom|apakah)[^\n]*",', r'\g<1>"diabaikan",', text)
    text = re.sub(r'\n +maximum="TODO[^"]*",', "", text)
    text = re.sub(r', maximum="TODO[^"]*"', "", text)
    path.write_text(text, encoding="utf-8")
