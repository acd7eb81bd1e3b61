"""The recipe of the English model: prepare, train, evaluate, export. Needs PyTorch; the package itself does not."""
