-- A window of a thread, if it stands anywhere readable: its start, so many replies in the order they
-- were written, and the replies above those that answer one. A thread that fits is shown from its
-- first reply on; of a longer one the window begins so many replies back from one of them. The best
-- answer, the reply before the window and the newest of all come along, each told by its part.
WITH first AS (
    SELECT CASE WHEN EXISTS (SELECT 1 FROM network_post o WHERE o.root_id = %(thread)s
                              ORDER BY o.id LIMIT 1 OFFSET %(limit)s - 1)
                THEN coalesce((SELECT min(b.id)
                                 FROM (SELECT o.id FROM network_post o
                                        WHERE o.root_id = %(thread)s AND o.id <= %(until)s
                                        ORDER BY o.id DESC LIMIT %(back)s) b), 0)
                ELSE 0 END AS id),
shown AS (
    SELECT v.id, v.version, v.parent_id FROM network_post v
     WHERE v.root_id = %(thread)s AND v.id >= (SELECT id FROM first)
     ORDER BY v.id LIMIT %(limit)s)
SELECT v.part, v.id, v.version, v.parent_id
  FROM (SELECT 'start' AS part, id, version, parent_id
          FROM network_post WHERE id = %(thread)s AND root_id IS NULL
        UNION ALL
        SELECT 'shown', id, version, parent_id FROM shown
        UNION ALL
        SELECT 'above', a.id, a.version, a.parent_id FROM network_post a
         WHERE a.id IN (SELECT s.parent_id FROM shown s
                         WHERE s.parent_id < (SELECT id FROM first))
        UNION ALL
        SELECT 'best', b.id, b.version, b.parent_id FROM network_post b
         WHERE b.id IN (SELECT t.best_answer_id FROM network_post t WHERE t.id = %(thread)s
                        UNION ALL
                        SELECT c.parent_id FROM network_post t
                          JOIN network_post c ON c.id = t.best_answer_id WHERE t.id = %(thread)s)
        UNION ALL
        SELECT 'earlier', max(e.id), 0, NULL FROM network_post e
         WHERE e.root_id = %(thread)s AND e.id < (SELECT id FROM first)
        UNION ALL
        SELECT 'newest', max(n.id), 0, NULL FROM network_post n
         WHERE n.root_id = %(thread)s) v
 WHERE v.id IS NOT NULL
   AND EXISTS (SELECT 1 FROM network_placement p JOIN network_stream s ON s.id = p.stream_id
                WHERE p.post_id = %(thread)s
                  AND (s.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                             WHERE m.stream_id = s.id
                                               AND m.person_id = %(viewer)s)))
 ORDER BY v.id
