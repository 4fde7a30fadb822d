"""The steps of a review, as notations of the code list ``status-tinjauan``: who, if anybody, read again what this service made."""

NOT_REVIEWED = "belum-ditinjau"
DOUBTED = "diragukan"
REVIEW_STATUSES = (NOT_REVIEWED, "dibaca-ulang", DOUBTED, "ditinjau")
