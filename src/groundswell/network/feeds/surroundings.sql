-- What stands around every page, in one trip: where the viewer may post, and what waits for them.
SELECT p.kind AS kind, p.stream_id AS id, p.group_id AS group_id, p.name AS name, p.rank AS rank,
       p.folded AS folded
  FROM ({groundswell.network.groups.places}) p
UNION ALL
SELECT 'messages', u.conversations, 0, '', 4, ''
  FROM ({groundswell.network.messages.unread}) u
 ORDER BY 5, 6, 3
