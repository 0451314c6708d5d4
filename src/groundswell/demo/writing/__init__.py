"""Writing the company into the database, in bulk: straight into the models, in one transaction."""
