n.read_at IS NOT NULL AND n.since_id < %(before)s
