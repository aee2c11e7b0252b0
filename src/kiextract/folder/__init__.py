"""Folders of documents: many files in, one output of records, nothing lost.

    inputs ─▶ ledger ─▶ pool of workers ─▶ one writer
    (names)   (what is done)  (JSON text)

``inputs`` lists the files in a fixed order, ``ledger`` knows which of them are done, ``pool`` has the rest
extracted by worker processes and gives the results back in that order, ``run`` hands them to a writer of
``kiextract.output``. Nothing here imports spaCy but the workers.
"""
