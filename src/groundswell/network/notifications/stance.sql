-- How somebody stands to a thread: whether a notice of it waits, and whether they have muted it.
SELECT EXISTS (SELECT 1 FROM network_notice n
                WHERE n.person_id = %(viewer)s AND n.thread_id = %(thread)s AND n.read_at IS NULL),
       EXISTS (SELECT 1 FROM network_attention t
                WHERE t.person_id = %(viewer)s AND t.thread_id = %(thread)s AND t.is_muted)
