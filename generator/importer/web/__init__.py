"""Web pages: the document told from the site around it."""
