"""Archives of any size: one pure function mapped over batches of articles by a pool or a cluster."""

from tachograph.scaling.run import Batch, Told, run_batch

__all__ = ["Batch", "Told", "run_batch"]
