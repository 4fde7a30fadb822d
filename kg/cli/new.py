"""`ham new`: the first draft of a dataset's folder from a raw file, told in Indonesian and English."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kg.draft.new import Draft, Request, new_dataset
from kg.errors import UsageError
from kg.resources import mappings_root, ontology_root, resource_root
from kg.settings import Settings


def run_new(settings: Settings, name: str, path: Path, sheet: str | None, page: str | None) -> None:
    """Write the draft, and tell what was found out and what is left to answer."""
    if resource_root().name == "_data":
        raise UsageError(
            "`ham new` menulis ke folder mappings/ repositori: jalankan dari salinan git / writes to the repository's folder mappings/: "
            "run it in a git checkout."
        )
    request = Request(name, path, mappings_root(), ontology_root(), sheet, page, date.today(), settings.max_source_bytes)
    print("\n".join(words(name, new_dataset(request))))


def words(name: str, draft: Draft) -> list[str]:
    """The draft in words: files, findings, questions by file, and what to do next."""
    files = sorted(str(path.relative_to(draft.folder)) for path in draft.folder.rglob("*") if path.is_file())
    lines = [f"Draf ditulis / draft written: mappings/{name}/", f"  {', '.join(files)}", "", "Terbaca dari berkas / read from the file:"]
    lines += [f"  {told_id} / {told_en}" for told_id, told_en in draft.findings]
    count = len(draft.questions)
    lines += ["", f"{count} pertanyaan untuk Anda (cari TODO) / {count} questions for you (look for TODO):"]
    lines += [f"  {question}" for question in draft.questions]
    return [*lines, "", "Jawab di berkasnya, lalu / answer them in the files, then:", f"  ham check {name}"]
