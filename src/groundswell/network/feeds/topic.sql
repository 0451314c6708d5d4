-- A thread stands under a topic when it, or a reply in it, says the word.
SELECT v.id, v.version
  FROM network_post v
 WHERE v.id IN (SELECT COALESCE(w.root_id, w.id)
                  FROM network_posttopic t
                  JOIN network_post w ON w.id = t.post_id
                  JOIN network_topic o ON o.id = t.topic_id
                 WHERE o.name_folded = %(topic)s AND w.removed_at IS NULL)
   AND v.id < %(older_than)s
   AND {groundswell.network.feeds.readable}
 ORDER BY v.id DESC LIMIT %(limit)s
