"""The network: convolutions over a strip, one answer per four columns; read from and written to ONNX."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from extractors.readers.strip_reader import ROWS, STEP

_LOOK = (16, 32, 56, 96)  # channels of the two-dimensional layers
_WIDE = 112  # channels along the line


class StripNetwork(nn.Module):
    """Strips (N, 1, ROWS, W) to log-probabilities (N, W / 4, 1 + characters); W is a multiple of ``STEP``."""

    def __init__(self, characters: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        pools = ((2, 2), (2, 2), (2, 1), (2, 1))
        for before, after, pool in zip((1, *_LOOK), _LOOK, pools, strict=False):
            convolve = nn.Conv2d(before, after, 3, padding=1, bias=False)
            layers.append(nn.Sequential(convolve, nn.BatchNorm2d(after), nn.ReLU(), nn.MaxPool2d(pool)))
        self.look = nn.Sequential(*layers)
        self.squeeze = _line(nn.Conv1d(_LOOK[-1] * ROWS // 16, _WIDE, 1, bias=False))
        spans = (1, 2)
        self.context = nn.ModuleList(
            [_line(nn.Conv1d(_WIDE, _WIDE, 3, padding=span, dilation=span, bias=False)) for span in spans]
        )
        self.answer = nn.Conv1d(_WIDE, 1 + characters, 1)

    def forward(self, strips: torch.Tensor) -> torch.Tensor:
        seen = self.look(strips)
        line: torch.Tensor = self.squeeze(seen.flatten(1, 2))
        for layer in self.context:
            line = line + layer(line)
        answers: torch.Tensor = self.answer(line)
        return answers.permute(0, 2, 1).log_softmax(2)


def _line(convolve: nn.Conv1d) -> nn.Sequential:
    return nn.Sequential(convolve, nn.BatchNorm1d(convolve.out_channels), nn.ReLU())


def export(network: StripNetwork, path: Path) -> None:
    """Write the network as ONNX, normalisation folded into the convolutions; any number of strips of any width."""
    network.eval()
    example = torch.zeros(2, 1, ROWS, 4 * STEP)
    axes = {"crops": {0: "n", 3: "columns"}, "steps": {0: "n", 1: "time"}}
    part = path.with_suffix(".part.onnx")
    torch.onnx.export(
        network,
        (example,),
        str(part),
        input_names=["crops"],
        output_names=["steps"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    part.rename(path)


def start_from(network: StripNetwork, path: Path, strips: torch.Tensor) -> None:
    """Take the weights of an exported network; ``strips`` (N, 1, ROWS, W) set the statistics of the normalisation.

    Exported convolutions hold their normalisation. With the mean and variance of what each gives on ``strips`` the
    normalisation is set so that the network answers as before; where it has other characters, these are learned anew.
    """
    held = [numpy_helper.to_array(tensor) for tensor in onnx.load(path).graph.initializer]
    weights = iter(array for array in held if array.ndim > 2 and array.shape[0] != _answers(held))
    biases = iter(array for array in held if array.ndim == 1 and array.shape[0] != _answers(held))
    answer_weight = next(array for array in held if array.ndim > 2 and array.shape[0] == _answers(held))
    answer_bias = next(array for array in held if array.ndim == 1 and array.shape[0] == _answers(held))
    network.eval()
    with torch.no_grad():
        for module in [*network.look, network.squeeze, *network.context]:
            assert isinstance(module, nn.Sequential)
            _set_folded(network, module, next(weights), next(biases), strips)
        if len(answer_bias) == network.answer.out_channels:
            assert network.answer.bias is not None
            network.answer.weight.copy_(torch.from_numpy(np.array(answer_weight)))
            network.answer.bias.copy_(torch.from_numpy(np.array(answer_bias)))


def _answers(held: list[np.ndarray[tuple[int, ...], np.dtype[np.float32]]]) -> int:
    """How many answers a file has: the only layer whose channels are none of the others'."""
    counts = {array.shape[0] for array in held if array.ndim == 1} - {*_LOOK, _WIDE}
    return int(counts.pop())


def _set_folded(
    network: StripNetwork,
    module: nn.Sequential,
    weight: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
    bias: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
    strips: torch.Tensor,
) -> None:
    convolve, normalise = module[0], module[1]
    assert isinstance(convolve, nn.Conv1d | nn.Conv2d) and isinstance(normalise, nn.BatchNorm1d | nn.BatchNorm2d)
    convolve.weight.copy_(torch.from_numpy(np.array(weight)))
    given: list[torch.Tensor] = []
    hook = convolve.register_forward_hook(lambda *call: given.append(call[2]))
    network(strips)
    hook.remove()
    across = [d for d in range(given[0].ndim) if d != 1]
    mean, variance = given[0].mean(across), given[0].var(across, unbiased=False)
    assert normalise.running_mean is not None and normalise.running_var is not None
    normalise.running_mean.copy_(mean)
    normalise.running_var.copy_(variance)
    normalise.weight.copy_((variance + normalise.eps).sqrt())
    normalise.bias.copy_(torch.from_numpy(np.array(bias)) + mean)
