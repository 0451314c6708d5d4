-- Who turned to whom in the posts `asked`. What is said in conversations is not looked at, and what
-- no longer stands anywhere counts no more. A mention of the one who is answered is that answer. When
-- a best answer was marked nobody keeps: it counts when it was given. Bots are nobody. Where
-- the last of the 28 days that a day counts for is sealed for good, its rows were dropped and stay so.
, said AS (
    SELECT p.id, p.author_id, p.kind, p.removed_at, p.published_at, p.best_answer_id,
           coalesce(p.root_id, p.id) AS thread_id, coalesce(p.parent_id, p.root_id) AS answered_id,
           (p.acted_by_id IS NOT NULL AND p.acted_by_id <> p.author_id AND p.origin <> 'import')
               AS is_delegated,
           (SELECT min(l.stream_id) FROM network_placement l
             WHERE l.post_id = coalesce(p.root_id, p.id)) AS stream_id
      FROM asked JOIN network_post p ON p.id = asked.id
), shown AS (
    SELECT said.* FROM said JOIN network_stream s ON s.id = said.stream_id
     WHERE s.kind <> 'conversation'
), found AS (
    SELECT w.author_id AS from_id, a.author_id AS to_id, 'reply' AS kind, w.is_delegated,
           w.stream_id, w.thread_id, w.id AS post_id, w.published_at AS at
      FROM shown w JOIN network_post a ON a.id = w.answered_id
     WHERE w.removed_at IS NULL
    UNION ALL
    SELECT w.author_id, m.account_id,
           CASE WHEN w.kind = 'praise' THEN 'praise' ELSE 'mention' END, w.is_delegated,
           w.stream_id, w.thread_id, w.id, w.published_at
      FROM shown w JOIN network_mention m ON m.post_id = w.id
      LEFT JOIN network_post a ON a.id = w.answered_id
     WHERE w.removed_at IS NULL AND m.account_id <> coalesce(a.author_id, 0)
    UNION ALL
    SELECT r.person_id, w.author_id, 'reaction', FALSE,
           w.stream_id, w.thread_id, w.id, r.reacted_at
      FROM shown w JOIN network_reaction r ON r.post_id = w.id
    UNION ALL
    SELECT w.author_id, b.author_id, 'best', FALSE,
           w.stream_id, w.thread_id, w.id, b.published_at
      FROM shown w JOIN network_post b ON b.id = w.best_answer_id
     WHERE b.removed_at IS NULL
)
SELECT f.from_id, f.to_id, f.kind, f.is_delegated, f.stream_id, f.thread_id, f.post_id, f.at, f."on"
  FROM ({groundswell.adoption.interactions.dated}) f
  JOIN people_person x ON x.id = f.from_id AND NOT x.is_bot
  JOIN people_person y ON y.id = f.to_id AND NOT y.is_bot
 WHERE f.from_id <> f.to_id
   AND NOT EXISTS (SELECT 1 FROM adoption_sealedday d WHERE d."on" = f.counted_until AND d.is_final)
