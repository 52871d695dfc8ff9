"""SQLite as Django has it, and in step with the file: moved, missing or put back, no restart is needed."""
