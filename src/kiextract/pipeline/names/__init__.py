"""The room for names: persons, places and organisations as a trained model finds them."""
