-- Pinned: by its own guess SQLite reads all threads of these weeks.
SELECT v.id, v.version
  FROM network_post v INDEXED BY post_unanswered
 WHERE v.kind = 'question' AND v.answered_at IS NULL AND v.removed_at IS NULL
   AND v.root_id IS NULL AND v.id >= %(field_since)s AND v.id < %(before)s
 ORDER BY v.id DESC LIMIT %(waiting)s
