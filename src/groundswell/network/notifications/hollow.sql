-- Which of the open notices have lost their cause: what `facts.sql` would not find anything for.
SELECT n.id
  FROM network_notice n
 WHERE n.read_at IS NULL
   AND (n.thread_id = ANY(%(threads)s) OR (n.kind = 'follow' AND n.person_id = ANY(%(followed)s))
        OR (n.kind = 'news' AND n.subject_id = ANY(%(streams)s)))
   AND NOT CASE n.kind
       WHEN 'mention' THEN EXISTS (
            SELECT 1 FROM network_mention m
              JOIN network_post e ON e.id = m.post_id
             WHERE m.account_id = n.person_id AND m.post_id >= n.since_id
               AND COALESCE(e.root_id, e.id) = n.thread_id AND e.removed_at IS NULL
               AND e.author_id <> n.person_id)
       WHEN 'call' THEN EXISTS (
            SELECT 1 FROM network_mention m
              JOIN network_post e ON e.id = m.post_id
             WHERE m.post_id = n.thread_id AND m.calls AND e.removed_at IS NULL)
       WHEN 'announcement' THEN EXISTS (
            SELECT 1 FROM network_post e WHERE e.id = n.thread_id AND e.removed_at IS NULL)
       WHEN 'best' THEN EXISTS (
            SELECT 1 FROM network_post q JOIN network_post b ON b.id = q.best_answer_id
             WHERE q.id = n.thread_id AND b.author_id = n.person_id AND b.removed_at IS NULL)
       WHEN 'reaction' THEN EXISTS (
            SELECT 1 FROM network_post e JOIN network_reaction r ON r.post_id = e.id
             WHERE e.id = n.subject_id AND e.removed_at IS NULL AND r.person_id <> n.person_id
               AND r.reacted_at >= n.since_at)
       WHEN 'follow' THEN EXISTS (
            SELECT 1 FROM network_stream s JOIN network_subscription u ON u.stream_id = s.id
             WHERE s.person_id = n.person_id AND u.person_id <> n.person_id
               AND u.since_at >= n.since_at)
       WHEN 'news' THEN EXISTS (
            SELECT 1 FROM network_placement p JOIN network_post e ON e.id = p.post_id
             WHERE p.stream_id = n.subject_id AND p.post_id >= n.since_id
               AND e.removed_at IS NULL AND e.author_id <> n.person_id
               AND NOT EXISTS (SELECT 1 FROM network_mention m
                                WHERE m.post_id = e.id AND m.account_id = n.person_id))
       ELSE EXISTS (
            SELECT 1 FROM network_post e
              JOIN network_post r ON r.id = e.root_id
              LEFT JOIN network_post a ON a.id = e.parent_id
             WHERE e.root_id = n.thread_id AND e.id >= n.since_id AND e.removed_at IS NULL
               AND e.author_id <> n.person_id
               AND (n.kind = 'answer') = (n.person_id IN (
                   COALESCE(a.author_id, r.author_id),
                   COALESCE(CASE WHEN a.id IS NULL THEN r.acted_by_id ELSE a.acted_by_id END, 0)))
               AND NOT EXISTS (SELECT 1 FROM network_mention m
                                WHERE m.post_id = e.id AND m.account_id = n.person_id))
       END
