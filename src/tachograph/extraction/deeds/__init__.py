"""What a document says that somebody will do, and what has been done or given up."""
