SELECT p.id
  FROM network_post p LEFT JOIN network_post r ON r.root_id = p.id AND r.removed_at IS NULL
 WHERE p.root_id IS NULL
 GROUP BY p.id, p.reply_count
HAVING p.reply_count <> count(r.id)
 ORDER BY p.id
