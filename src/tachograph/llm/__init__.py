"""The optional second extractor: a model behind an endpoint reads, every claim is grounded in the text or dropped.

Only ``client`` uses the network. What needs the extra ``llm`` is imported when a model is asked for.
"""
