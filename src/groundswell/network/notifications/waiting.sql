n.read_at IS NULL AND n.since_id < %(before)s
