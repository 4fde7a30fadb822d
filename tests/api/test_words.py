"""The words of the pages: every one in both languages."""

from kg.api.words import WORDS


def test_every_word_is_there_in_both_languages() -> None:
    assert WORDS["id"].keys() == WORDS["en"].keys()
    assert all(word.strip() for words in WORDS.values() for word in words.values())
