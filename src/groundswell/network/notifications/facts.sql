-- What the notices stand for: who did it, to which post at last (0: to none), when at last, and how
-- often. A line for each person, not for each deed: there may be thousands. A part for each kind
-- (mentions: by thread; by person each would read all that name them, and a page took 90 times it);
-- `hollow.sql` asks the same of many people at once, and a test holds the two together.
SELECT f.notice_id, f.actor_id, max(f.post_id), max(f.at), count(*)
  FROM (
        SELECT n.id AS notice_id, e.author_id AS actor_id, e.id AS post_id, e.published_at AS at
          FROM network_notice n
          JOIN network_post e ON e.id = n.thread_id AND e.id >= n.since_id
         WHERE n.id = ANY(%(notices)s) AND n.kind = 'mention' AND e.removed_at IS NULL
           AND e.author_id <> n.person_id AND e.published_at <= COALESCE(n.read_at, e.published_at)
           AND EXISTS (SELECT 1 FROM network_mention m
                        WHERE m.post_id = e.id AND m.account_id = n.person_id)
        UNION ALL
        SELECT n.id, e.author_id, e.id, e.published_at
          FROM network_notice n
          JOIN network_post e ON e.root_id = n.thread_id AND e.id >= n.since_id
         WHERE n.id = ANY(%(notices)s) AND n.kind = 'mention' AND e.removed_at IS NULL
           AND e.author_id <> n.person_id AND e.published_at <= COALESCE(n.read_at, e.published_at)
           AND EXISTS (SELECT 1 FROM network_mention m
                        WHERE m.post_id = e.id AND m.account_id = n.person_id)
        UNION ALL
        SELECT n.id, e.author_id, e.id, e.published_at
          FROM network_notice n
          JOIN network_post r ON r.id = n.thread_id
          JOIN network_post e ON e.root_id = n.thread_id AND e.id >= n.since_id
          LEFT JOIN network_post a ON a.id = e.parent_id
         WHERE n.id = ANY(%(notices)s) AND n.kind IN ('answer', 'thread') AND e.removed_at IS NULL
           AND e.author_id <> n.person_id AND e.published_at <= COALESCE(n.read_at, e.published_at)
           AND (n.kind = 'answer') = (n.person_id IN (
                   COALESCE(a.author_id, r.author_id),
                   COALESCE(CASE WHEN a.id IS NULL THEN r.acted_by_id ELSE a.acted_by_id END, 0)))
           AND NOT EXISTS (SELECT 1 FROM network_mention m
                            WHERE m.post_id = e.id AND m.account_id = n.person_id)
        UNION ALL
        SELECT n.id, e.author_id, e.id, n.since_at
          FROM network_notice n
          JOIN network_post e ON e.id = n.thread_id
         WHERE n.id = ANY(%(notices)s) AND n.kind = 'call' AND e.removed_at IS NULL
           AND EXISTS (SELECT 1 FROM network_mention m WHERE m.post_id = e.id AND m.calls)
        UNION ALL
        SELECT n.id, e.author_id, e.id, n.since_at
          FROM network_notice n
          JOIN network_post e ON e.id = n.thread_id
         WHERE n.id = ANY(%(notices)s) AND n.kind = 'announcement' AND e.removed_at IS NULL
        UNION ALL
        SELECT n.id, q.author_id, b.id, n.since_at
          FROM network_notice n
          JOIN network_post q ON q.id = n.thread_id
          JOIN network_post b ON b.id = q.best_answer_id
         WHERE n.id = ANY(%(notices)s) AND n.kind = 'best' AND b.author_id = n.person_id
           AND b.removed_at IS NULL
        UNION ALL
        SELECT n.id, r.person_id, e.id, r.reacted_at
          FROM network_notice n
          JOIN network_post e ON e.id = n.subject_id
          JOIN network_reaction r ON r.post_id = e.id AND r.reacted_at >= n.since_at
         WHERE n.id = ANY(%(notices)s) AND n.kind = 'reaction' AND e.removed_at IS NULL
           AND r.person_id <> n.person_id AND r.reacted_at <= COALESCE(n.read_at, r.reacted_at)
        UNION ALL
        SELECT n.id, u.person_id, 0, u.since_at
          FROM network_notice n
          JOIN network_stream s ON s.person_id = n.person_id
          JOIN network_subscription u ON u.stream_id = s.id AND u.since_at >= n.since_at
         WHERE n.id = ANY(%(notices)s) AND n.kind = 'follow' AND u.person_id <> n.person_id
           AND u.since_at <= COALESCE(n.read_at, u.since_at)
        UNION ALL
        SELECT n.id, i.invited_by_id, 0, i.invited_at
          FROM network_notice n
          JOIN network_invitation i ON i.group_id = n.subject_id AND i.person_id = n.person_id
         WHERE n.id = ANY(%(notices)s) AND n.kind = 'invitation'
        UNION ALL
        SELECT n.id, j.person_id, 0, j.asked_at
          FROM network_notice n
          JOIN network_joinrequest j ON j.group_id = n.subject_id AND j.asked_at >= n.since_at
         WHERE n.id = ANY(%(notices)s) AND n.kind = 'request'
        UNION ALL
        SELECT n.id, e.author_id, e.id, e.published_at
          FROM network_notice n
          JOIN network_placement p ON p.stream_id = n.subject_id AND p.post_id >= n.since_id
          JOIN network_post e ON e.id = p.post_id
         WHERE n.id = ANY(%(notices)s) AND n.kind = 'news' AND e.removed_at IS NULL
           AND e.author_id <> n.person_id AND e.published_at <= COALESCE(n.read_at, e.published_at)
           AND NOT EXISTS (SELECT 1 FROM network_mention m
                            WHERE m.post_id = e.id AND m.account_id = n.person_id)
        UNION ALL
        SELECT n.id, n.person_id, 0, n.since_at
          FROM network_notice n
          JOIN network_case c ON c.id = n.subject_id
         WHERE n.id = ANY(%(notices)s) AND n.kind IN ('report', 'decision', 'outcome')
        UNION ALL
        SELECT n.id, CASE n.kind WHEN 'held' THEN h.author_id ELSE n.person_id END, 0, n.since_at
          FROM network_notice n
          JOIN network_held h ON h.id = n.subject_id
         WHERE n.id = ANY(%(notices)s) AND n.kind IN ('held', 'verdict')
        UNION ALL
        SELECT n.id, d.leader_id, 0, d.granted_at
          FROM network_notice n
          JOIN people_delegation d ON d.id = n.subject_id
         WHERE n.id = ANY(%(notices)s) AND n.kind = 'delegation' AND d.delegate_id = n.person_id
        UNION ALL
        SELECT n.id, h.writer_id, 0, h.written_at
          FROM network_notice n
          JOIN network_handed h ON h.id = n.subject_id
         WHERE n.id = ANY(%(notices)s) AND n.kind = 'draft' AND h.leader_id = n.person_id
        UNION ALL
        SELECT n.id, n.person_id, 0, o.told_at
          FROM network_notice n
          JOIN people_rostered o ON o.leader_id = n.person_id
         WHERE n.id = ANY(%(notices)s) AND n.kind = 'roster'
        UNION ALL
        SELECT n.id, n.person_id, 0, n.since_at
          FROM network_notice n
         WHERE n.id = ANY(%(notices)s) AND n.kind IN ('figures', 'consent')
        UNION ALL
        SELECT n.id, CASE n.kind WHEN 'found' THEN COALESCE(
                    (SELECT min(m.person_id) FROM network_membership m
                      WHERE m.stream_id = g.stream_id AND m.role = 'owner'), n.person_id)
                ELSE n.person_id END, 0,
               COALESCE(CASE n.kind WHEN 'renewal' THEN g.renewal_asked_at
                                    WHEN 'sleep' THEN g.sleep_noticed_at
                                    WHEN 'archived' THEN g.archived_at END, n.since_at)
          FROM network_notice n
          JOIN network_group g ON g.id = n.subject_id
         WHERE n.id = ANY(%(notices)s)
           AND n.kind IN ('renewal', 'sleep', 'archived', 'offer', 'found', 'owner', 'member',
                          'welcomed', 'turned away', 'dismissed')
       ) f
 GROUP BY f.notice_id, f.actor_id
