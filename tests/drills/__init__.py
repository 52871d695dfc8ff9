"""What goes wrong around a site that runs, made to go wrong."""
