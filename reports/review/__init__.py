"""The review server: people look at doubtful figures in the browser, correct them and accept them."""
