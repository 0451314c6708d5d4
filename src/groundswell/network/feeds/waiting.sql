SELECT v.id, v.title, v.published_at AS asked_at, a.id AS author_id, a.name AS author, a.photo,
       coalesce(d.name, '') AS acted_by
  FROM network_post v
  JOIN people_person a ON a.id = v.author_id
  LEFT JOIN people_person d ON d.id = v.acted_by_id
 WHERE v.kind = 'question' AND v.answered_at IS NULL AND v.removed_at IS NULL
   AND v.root_id IS NULL AND v.author_id <> %(viewer)s
   AND {groundswell.network.feeds.readable}
 ORDER BY v.id DESC LIMIT %(limit)s
