"""The rule by which figures are mapped, checked and counted, but kept out of the public release.

Three things keep a figure out:

* what may be done with its source (`reuse` in ``dataset.yml``): a licence that forbids commercial use or binds what is made of it to
  its own terms, or a copy of which nobody knows the licence or the version;
* a source of which the tables contradict each other, so that nobody can tell which is right (`trust: doubtful` in ``dataset.yml``);
* a document that copies others (kind ``salinan``) in which confidence is low (``rendah``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.mapping.config import DatasetConfig
    from kg.mapping.lookups import SourceDocument

_DOUBTFUL = {"share-alike": "lisensi-serupa", "non-commercial": "nonkomersial", "unclear-copy": "salinan-tak-jelas"}


def exclusion_of(config: DatasetConfig) -> str | None:
    """Why a whole dataset stays out of the release: a notation of ``alasan-pengecualian``, or None."""
    return _DOUBTFUL.get(config.reuse) or ("kepercayaan-diragukan" if config.trust == "doubtful" else None)


def is_excluded(document: SourceDocument) -> bool:
    """Whether figures that only this document reports stay out."""
    return document.kind == "salinan" and document.confidence == "rendah"
