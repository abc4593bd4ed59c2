"""Words for names, labels and titles."""

from __future__ import annotations

from numpy.random import Generator

METHODS = (
    "Baseline", "Ours", "Ours (full)", "w/o attention", "ResNet-50", "ViT-B/16", "LSTM", "GRU", "Transformer", "PPO",
    "SAC", "TD3", "DQN", "A2C", "Adam", "SGD", "RMSProp", "AdamW", "Random", "Oracle", "Greedy", "BERT", "GPT-2",
    "k-NN", "SVM", "Random Forest", "XGBoost", "Linear", "Ridge", "Lasso", "Control", "Treatment A", "Treatment B",
    "Placebo", "Model 1", "Model 2", "Fine-tuned", "From scratch", "Distilled", "Quantized (int8)",
)  # fmt: skip
QUANTITIES = (
    "train", "validation", "test", "Sensor A", "Sensor B", "Site 3", "North", "South", "East", "West", "upper", "lower",
    "T = 300 K", "T = 350 K", "lr = 0.01", "lr = 0.1", "n = 16", "n = 64", "n = 256", "batch 32", "batch 128",
    "depth 2", "depth 8", "sample 1", "sample 2", "Berlin", "Madrid", "Oslo", "Lima", "wild type", "mutant",
    "predicted", "observed", "in vitro", "0.5 mM", "2 mM", "Run 1", "Run 2", "Run 3", "dry season", "wet season",
)  # fmt: skip
SYMBOLS = (
    r"$\alpha = 0.1$", r"$\alpha = 0.5$", r"$\beta = 2$", r"$\lambda = 1$", r"$k = 3$", r"$k = 5$", r"$x_1$", r"$x_2$",
    r"$\sigma^2 = 4$", r"$\gamma$", r"$\mu$", r"$\theta = 30$",
)  # fmt: skip
X_LABELS = (
    "Epoch", "Step", "Iteration", "Time (s)", "Time [h]", "Frequency (Hz)", "Distance (m)", "Number of samples",
    "Temperature (K)", "Batch size", "Depth", "Wavelength (nm)", "Dose (mg)", "Layer", "Environment steps",
)  # fmt: skip
Y_LABELS = (
    "Accuracy", "Loss", "Reward", "Error rate", "F1 score", "Voltage (V)", "Current (mA)", "Intensity (a.u.)", "Yield",
    "Concentration (mM)", "Throughput", "Latency (ms)", "Mean return", "Perplexity", "Price ($)", "Power (W)", "Score",
)  # fmt: skip
TITLES = (
    "Learning curves", "Comparison of methods", "Effect of dose", "Monthly mean", "Response over time", "Ablation",
    "Measured and predicted", "Convergence", "Results on CIFAR-10", "Growth", "Sensitivity", "Hopper-v3", "Task A",
    "Site 12", "Spectra", "Energy use", "Walker2d", "Fold 3", "English-German", "Region 4",
)  # fmt: skip
SENTENCES = (
    "All runs were repeated five times with other seeds.", "The curves are means over the held-out part of the data.",
    "Further details are given in the appendix.", "We did not tune the settings for each task.",
    "As expected, the gap closes once the budget is large enough.", "Samples were taken at noon on every third day.",
    "The detector was cooled to 4 K during the measurement.", "A longer warm-up helps at first and harms later.",
    "Section 4 compares these results with earlier work.", "Each point stands for one plot of 10 by 10 metres.",
    "This agrees with the theory within its error.", "The difference vanishes in the limit of small steps.",
)  # fmt: skip
REMARKS = (
    "best", "warm-up ends", "phase 2", "drop", "peak", "plateau", "onset", "policy change", "p < 0.01", "restart",
    "new sensor", "early stop", "crossing", "outlier",
)  # fmt: skip
LEGEND_TITLES = ("Method", "Group", "Model", "Condition", "Site", "Learning rate", "species")
RICH_NAMES: tuple[tuple[str, ...], ...] = (
    ("λ=0.1", "λ=0.5", "λ=1.0", "λ=2.0", "λ=10", "λ=50", "λ=100"),
    ("α = 0.01", "β = 0.9", "γ = 0.99", "η = 1e-4", "τ = 5", "σ² = 4", "μ = 0.3"),
    (
        "v10-l1-length-4096", "v10-l1-length-8192", "v9-l2-length-4096", "v9-base", "v12-l1-rope-16k", "v12-l1-nope",
        "v7-sft-2048",
    ),
    ("lr=1e-4", "lr=3e-4", "lr=1e-3", "lr=3e-3", "lr=1e-2, wd=0.1", "lr=3e-2, wd=0", "lr=0.1"),
    ("$x_1$", "$x_2$", "$x_{max}$", "$y_t$", "$k^2$", r"$\theta_0$", "$E_{kin}$"),
    (
        "GPT-4o (5-shot)", "Qwen2.5-7B", "Llama-3.1-8B", "Mistral-7B-v0.3", "DeepSeek-R1", "o1-mini", "Gemma-2-9b-it",
    ),
    ("CO₂ flux", "NO₃ uptake", "20 °C, pH 7", "37 °C, pH 5", "Ångström-1", "half-life t½", "5 µm filter"),
    ("PPO+RND", "SAC w/ HER", "TD3 (no target)", "DQN & PER", "A2C/GAE", "ES [ref]", "QR-DQN*"),
)  # fmt: skip
CAPTIONS = (
    "Figure 3: Means over all runs. The legend holds for both halves of the study.",
    "Fig. 2. Response of the samples as a function of the setting, before correction.",
    "Figure 12: Comparison with the methods of Section 2 on held-out data.",
    "Figure 1: Development over the period of observation.",
)
CATEGORY_SETS: tuple[tuple[str, ...], ...] = (
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ("XS", "S", "M", "L", "XL"),
    ("MNIST", "SVHN", "CIFAR", "STL", "ImageNet"),
    ("Q1", "Q2", "Q3", "Q4"),
    ("none", "low", "medium", "high"),
    ("1", "2", "4", "8", "16", "32"),
)


def pick_names(rng: Generator, count: int) -> list[str]:
    """Different names for the series of a panel, of one kind."""
    words = (METHODS, QUANTITIES, SYMBOLS)[rng.choice(3, p=[0.5, 0.4, 0.1])]
    return [str(name) for name in rng.choice(words, size=count, replace=False)]
