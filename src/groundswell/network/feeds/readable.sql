-- The viewer may read the thread v in a stream that is open, or theirs, and no conversation.
       EXISTS (SELECT 1 FROM network_placement p JOIN network_stream s ON s.id = p.stream_id
                WHERE p.post_id = v.id AND s.kind <> 'conversation'
                  AND (s.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                             WHERE m.stream_id = s.id
                                               AND m.person_id = %(viewer)s)))
