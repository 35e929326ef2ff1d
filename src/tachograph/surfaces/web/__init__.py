"""Pages for people and a REST interface for programs, served by ``tacho serve``: parse, call, render; no logic."""
