"""The command line: one folder per noun, one module per verb."""
