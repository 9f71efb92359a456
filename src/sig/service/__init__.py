"""One module per noun, one function per verb, one transaction each; results are ARM documents."""
