-- The questions that wait, the newest first, and whether each stands in a stream of the viewer's.
-- CROSS JOIN: SQLite asks for the few places of a thread, not for the viewer's streams each time.
SELECT w.id, w.version,
       EXISTS (SELECT 1 FROM network_placement p CROSS JOIN network_subscription u
                WHERE p.post_id = w.id AND u.stream_id = p.stream_id AND u.person_id = %(viewer)s)
  FROM ({groundswell.network.feeds.lately_asked}) w
 ORDER BY w.id DESC
