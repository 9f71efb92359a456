"""Plain data to text: the output formats of ``az``, to the byte."""
