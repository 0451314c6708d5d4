-- What the frame of every page shows of somebody, in one trip: where they may post, what waits.
SELECT p.stream_id, p.kind, p.group_id, p.name, p.rank, p.folded
  FROM ({groundswell.network.groups.places}) p
UNION ALL
SELECT u.unread, 'unread notices', 0, '', 4, ''
  FROM ({groundswell.network.notifications.unread}) u
 ORDER BY 5, 6, 3
