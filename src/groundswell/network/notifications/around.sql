-- What stands around the home page's feed, in one trip: who waits, which groups to join, and what
-- the frame shows: where the viewer may post, and how much waits. Each in its own order. Who waits
-- comes first: SQLite takes from the first part which columns hold instants.
SELECT 'waiting' AS part, -w.id AS rank, '' AS folded, w.id AS id, w.author_id AS other,
       w.author AS name, w.title AS more, w.photo AS photo, w.asked_at AS at,
       w.acted_by AS hand
  FROM ({groundswell.network.feeds.waiting}) w
UNION ALL
SELECT 'group', -g.member_count, '', g.id, g.member_count, g.name, '', '', NULL, ''
  FROM ({groundswell.network.groups.to_join}) g
UNION ALL
SELECT 'place', p.rank, p.folded, p.id, p.group_id, p.name, p.kind, '', NULL, ''
  FROM ({groundswell.network.notifications.frame}) p
 ORDER BY 1, 2, 3, 4
