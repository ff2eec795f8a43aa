"""What is in dispute: concepts found in the statements themselves, without a codebook."""

from onrecord.positions.inducing.finding import find_concepts
from onrecord.positions.inducing.sayings import Induced, Saying
from onrecord.positions.inducing.space import Embed

__all__ = ["Embed", "Induced", "Saying", "find_concepts"]
