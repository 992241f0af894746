"""Task definitions for Scripts/cfn-lint-agreement: sound ones, and sound ones with one thing changed."""
