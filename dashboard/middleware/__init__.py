"""What is done to every request and answer, whatever page or endpoint it is for."""
