"""Where requests and tries are counted: never in the database that the desk writes to."""
