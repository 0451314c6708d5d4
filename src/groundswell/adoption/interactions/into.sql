INSERT INTO adoption_interaction
       (from_id, to_id, kind, is_delegated, stream_id, thread_id, post_id, at, "on")
