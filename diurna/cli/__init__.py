"""The command line: a module per noun, thin, imported when it is called."""
