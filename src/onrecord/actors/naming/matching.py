"""Whether two names are one actor's: a verdict, a score, and the reason in words."""

from onrecord.actors.naming.bodies_alike import compare_bodies
from onrecord.actors.naming.comparison import Comparison, Verdict
from onrecord.actors.naming.people_alike import compare_people

__all__ = ["Comparison", "Verdict", "compare_bodies", "compare_people"]
