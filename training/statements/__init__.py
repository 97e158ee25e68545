"""Train the statement reader: tags, links and acts over one small encoder."""
