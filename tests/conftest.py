"""What holds for every test: a property is true or false, however busy the machine is.

Hypothesis would fail an example that takes longer than a fifth of a second, and a test whose
examples take long to draw. Speed is measured in ``benchmarks/`` and nowhere else.
"""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "unhurried", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")
