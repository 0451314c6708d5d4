SELECT p.id, p.root_id, p.parent_id, p.version, p.kind, p.title, p.html, p.origin,
       p.published_at, p.edited_at, p.removed_at, p.reply_count, p.reaction_counts, p.answered_at,
       a.id, a.name, a.title, a.photo, coalesce(n.site, ''), a.is_bot,
       d.id, d.name,
       b.id, b.html, b.published_at, e.id, e.name, e.title, e.photo, coalesce(en.site, ''),
       p.is_orphan, p.locked_at, p.lock_reason, p.answerers,
       l.options, l.counts, l.is_anonymous, l.asked, l.ends_at, l.closed_at,
       k.function, k.site, k.level, k.asks_acknowledgement,
       h.name
  FROM network_post p
  JOIN people_person a ON a.id = p.author_id
  LEFT JOIN people_assignment n ON n.person_id = a.id AND n.to_on IS NULL
  LEFT JOIN people_person d ON d.id = p.acted_by_id
  LEFT JOIN network_post b ON b.id = p.best_answer_id AND b.removed_at IS NULL
  LEFT JOIN people_person e ON e.id = b.author_id
  LEFT JOIN people_person h ON h.id = b.acted_by_id
  LEFT JOIN people_assignment en ON en.person_id = e.id AND en.to_on IS NULL
  LEFT JOIN network_poll l ON l.post_id = p.id
  LEFT JOIN network_announcement k ON k.post_id = p.id
 WHERE p.id = ANY(%(ids)s)
