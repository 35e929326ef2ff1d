from hypothesis import settings

# The same examples in every run, and no deadline: a slow machine is not a defect.
settings.register_profile("tachograph", derandomize=True, deadline=None)
settings.load_profile("tachograph")
