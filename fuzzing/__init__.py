"""Coverage-guided fuzzing of every reader, of extraction and of checking: ``python -m fuzzing TARGET --minutes 30``.

A target is a function of bytes that raises if something is wrong. Its seeds are in ``corpus``, our own texts; the inputs
that once broke it are in ``found``. The tests replay both, so they need not atheris, which only the search does.
"""
