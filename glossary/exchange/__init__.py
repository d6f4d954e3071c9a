"""The glossary in and out: CSV, JSON and YAML with stable slugs, and SKOS on the way out.

Pure: values in, values and text out. Who may import, and what becomes of an import, is decided elsewhere.
"""
