"""What the site needs to run in public: the command that serves it, and a machine's worth of containers."""
