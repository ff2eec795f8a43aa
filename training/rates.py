"""How fast each part of a network learns: the lower a layer, the slower."""

from __future__ import annotations

from torch import nn


def by_layer(
    network: nn.Module, rate: float, decay: float, *, layers: str, below: tuple[str, ...], head: float
) -> list[dict[str, object]]:
    """Return the optimizer's groups of the parameters that are trained (Howard and Ruder, ACL 2018).

    `layers` begins the names of layers, before their number: the top one learns at `rate`, each other at `decay` times
    that of the one above. Names that begin as in `below` are under the lowest; all others learn `head` times as fast.
    """
    trained = [(name, parameter) for name, parameter in network.named_parameters() if parameter.requires_grad]
    count = 1 + max(int(name[len(layers) :].split(".")[0]) for name, _ in trained if name.startswith(layers))
    groups: dict[float, list[nn.Parameter]] = {}
    for name, parameter in trained:
        if name.startswith(layers):
            own = rate * decay ** (count - 1 - int(name[len(layers) :].split(".")[0]))
        elif name.startswith(below):
            own = rate * decay**count
        else:
            own = rate * head
        groups.setdefault(own, []).append(parameter)
    return [{"params": parameters, "lr": own} for own, parameters in groups.items()]
