"""Makes workers die, or hang where nothing but their end stops them, on articles that say so."""

import os
import signal
import time

import tachograph.scaling.record as records


def _trapped(raw, *args, **kwargs):
    if raw.data == b"DIE-HERE":
        os.kill(os.getpid(), signal.SIGKILL)
    if raw.data == b"HANG-HERE":
        time.sleep(3600)
    return _read(raw, *args, **kwargs)


_read, records.document_of = records.document_of, _trapped
