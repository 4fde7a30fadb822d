"""First drafts of dataset folders from files as agencies hand them in (``ham new``): what a file tells, and what only a person can tell."""
