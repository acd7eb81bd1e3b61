"""Event codes, event identity across articles, and agreement between claims."""
