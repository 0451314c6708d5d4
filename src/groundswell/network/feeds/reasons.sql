-- Of each thread that the viewer may read and has not silenced: all that speaks for it.
SELECT v.id, v.version, v.author_id, a.name, coalesce(n.manager_id, 0),
       CASE WHEN v.kind = 'question' AND v.answered_at IS NULL AND v.locked_at IS NULL
             AND v.answerers <> 'nobody' THEN v.title || ' ' || v.source ELSE '' END,
       EXISTS (SELECT 1 FROM network_placement p
                 JOIN network_subscription u ON u.stream_id = p.stream_id
                WHERE p.post_id = v.id AND u.person_id = %(viewer)s),
       coalesce((SELECT min(g.name) FROM network_placement p
                   JOIN network_group g ON g.stream_id = p.stream_id
                   JOIN network_subscription u ON u.stream_id = p.stream_id
                  WHERE p.post_id = v.id AND u.person_id = %(viewer)s), ''),
       EXISTS (SELECT 1 FROM network_mention m
                WHERE m.account_id = %(viewer)s AND m.post_id = v.id),
       coalesce(h.people, 0), coalesce(h.of_site, 0), coalesce(c.answers, 0),
       coalesce(c.last_id, v.id), coalesce(t.read_up_to, 0)
  FROM network_post v
  JOIN people_person a ON a.id = v.author_id
  LEFT JOIN people_assignment n ON n.person_id = a.id AND n.to_on IS NULL
  LEFT JOIN network_attention t ON t.thread_id = v.id AND t.person_id = %(viewer)s
  LEFT JOIN (SELECT r.post_id, count(DISTINCT r.person_id) AS people,
                    count(DISTINCT CASE WHEN o.site = %(site)s THEN r.person_id END) AS of_site
               FROM network_reaction r
               LEFT JOIN people_assignment o ON o.person_id = r.person_id AND o.to_on IS NULL
              WHERE r.post_id = ANY(%(ids)s) AND r.reacted_at >= %(lately)s
                AND r.person_id <> %(viewer)s
              GROUP BY r.post_id) h ON h.post_id = v.id
  LEFT JOIN (SELECT r.root_id, count(*) AS answers, max(r.id) AS last_id
               FROM network_post r
              WHERE r.root_id = ANY(%(ids)s) AND r.id >= %(lately_id)s AND r.removed_at IS NULL
                AND r.author_id <> %(viewer)s
              GROUP BY r.root_id) c ON c.root_id = v.id
 WHERE v.id = ANY(%(ids)s) AND v.root_id IS NULL AND v.removed_at IS NULL
   AND (t.is_muted IS NULL OR NOT t.is_muted)
   AND EXISTS (SELECT 1 FROM network_placement p JOIN network_stream s ON s.id = p.stream_id
                WHERE p.post_id = v.id AND s.kind <> 'conversation'
                  AND (s.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                             WHERE m.stream_id = s.id
                                               AND m.person_id = %(viewer)s))
                  AND NOT EXISTS (SELECT 1 FROM network_grouplevel l
                                   WHERE l.person_id = %(viewer)s AND l.stream_id = s.id
                                     AND l.level = 'none'))
