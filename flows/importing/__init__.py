"""Files to validated rows to a preview; `flows.actions.apply_import` is what writes it."""
