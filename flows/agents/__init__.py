"""For programs that talk: the API's own answers as tools of the Model Context Protocol, each with text to quote."""
