"""Graphs computed from the accepted ones: where sources disagree, what may be compared, how good and how complete data are."""
