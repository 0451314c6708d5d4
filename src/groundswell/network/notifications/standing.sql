-- Whether what a notice `n` is about still exists for the viewer, whose it is.
CASE WHEN n.thread_id IS NOT NULL THEN EXISTS (
         SELECT 1 FROM network_placement p JOIN network_stream s ON s.id = p.stream_id
          WHERE p.post_id = n.thread_id
            AND (s.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                       WHERE m.stream_id = s.id
                                         AND m.person_id = %(viewer)s)))
    WHEN n.kind = 'news' THEN EXISTS (
         SELECT 1 FROM network_stream s
          WHERE s.id = n.subject_id
            AND (s.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                       WHERE m.stream_id = s.id
                                         AND m.person_id = %(viewer)s)))
    WHEN n.kind = 'invitation' THEN EXISTS (
         SELECT 1 FROM network_invitation i JOIN network_group g ON g.id = i.group_id
          WHERE i.group_id = n.subject_id AND i.person_id = %(viewer)s
            AND g.archived_at IS NULL)
    WHEN n.kind = 'request' THEN EXISTS (
         SELECT 1 FROM network_joinrequest j
           JOIN network_group g ON g.id = j.group_id
           JOIN network_membership m ON m.stream_id = g.stream_id
          WHERE j.group_id = n.subject_id AND m.person_id = %(viewer)s
            AND m.role = 'owner')
    WHEN n.kind IN ('report', 'decision') THEN EXISTS (
         SELECT 1 FROM network_case c
          WHERE c.id = n.subject_id
            AND (c.author_id = %(viewer)s AND c.decided_at IS NOT NULL
                 OR c.author_id <> %(viewer)s
                    AND EXISTS (SELECT 1 FROM people_rolegrant r
                                 WHERE r.person_id = %(viewer)s
                                   AND r.role IN ('moderator'))))
    WHEN n.kind IN ('held', 'verdict') THEN EXISTS (
         SELECT 1 FROM network_held h
          WHERE h.id = n.subject_id
            AND (h.author_id = %(viewer)s OR h.acted_by_id = %(viewer)s
                 OR h.decider = 'owners'
                    AND EXISTS (SELECT 1 FROM network_membership m
                                 WHERE m.stream_id = h.stream_id
                                   AND m.person_id = %(viewer)s AND m.role = 'owner')
                 OR h.decider = 'moderators'
                    AND EXISTS (SELECT 1 FROM people_rolegrant r
                                 WHERE r.person_id = %(viewer)s
                                   AND r.role IN ('moderator'))))
    WHEN n.kind = 'outcome' THEN EXISTS (
         SELECT 1 FROM network_report o
          WHERE o.case_id = n.subject_id AND o.person_id = %(viewer)s)
    WHEN n.kind = 'delegation' THEN EXISTS (
         SELECT 1 FROM people_delegation d
           JOIN people_person l ON l.id = d.leader_id
           JOIN people_person v ON v.id = d.delegate_id
          WHERE d.id = n.subject_id AND d.delegate_id = %(viewer)s
            AND l.state IN ('invited', 'active') AND NOT l.is_bot
            AND v.state IN ('invited', 'active') AND NOT v.is_bot)
    WHEN n.kind = 'draft' THEN EXISTS (
         SELECT 1 FROM network_handed h
          WHERE h.id = n.subject_id AND h.leader_id = %(viewer)s)
    WHEN n.kind = 'roster' THEN EXISTS (
         SELECT 1 FROM people_rostered o WHERE o.leader_id = %(viewer)s)
    WHEN n.kind IN ('renewal', 'sleep', 'archived', 'offer', 'found', 'owner', 'member',
                    'welcomed', 'turned away', 'dismissed') THEN EXISTS (
         SELECT 1 FROM network_group g
           LEFT JOIN network_membership m
                  ON m.stream_id = g.stream_id AND m.person_id = %(viewer)s
          WHERE g.id = n.subject_id
            AND (g.visibility <> 'secret' OR m.person_id IS NOT NULL)
            AND CASE n.kind
                WHEN 'renewal' THEN g.renewal_asked_at IS NOT NULL
                    AND g.archived_at IS NULL AND m.role = 'owner'
                WHEN 'sleep' THEN g.sleep_noticed_at IS NOT NULL
                    AND g.archived_at IS NULL
                WHEN 'archived' THEN g.archived_at IS NOT NULL
                WHEN 'offer' THEN g.archived_at IS NULL AND EXISTS (
                     SELECT 1 FROM network_ownershipoffer o
                      WHERE o.group_id = g.id AND o.person_id = %(viewer)s AND o.is_open)
                WHEN 'owner' THEN m.role = 'owner'
                WHEN 'member' THEN m.role <> 'owner'
                WHEN 'turned away' THEN m.person_id IS NULL
                WHEN 'dismissed' THEN m.person_id IS NULL
                ELSE m.person_id IS NOT NULL END)
    ELSE n.kind IN ('follow', 'figures', 'consent') END
