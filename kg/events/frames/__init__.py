"""The lexicon of frames as tables; `kg.events.lexicon` reads them."""
