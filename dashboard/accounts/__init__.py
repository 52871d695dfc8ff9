"""Who may enter the admin, and how they show that it is they: local accounts, throttled, with a second factor."""
