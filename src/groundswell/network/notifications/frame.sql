-- What the frame of every page shows of somebody, in one trip: where they may post, what
-- waits, and for whom they may write.
SELECT p.stream_id AS id, p.kind AS kind, p.group_id AS group_id, p.name AS name, p.rank AS rank,
       p.folded AS folded
  FROM ({groundswell.network.groups.places}) p
UNION ALL
SELECT u.unread, 'unread notices', 0, '', 4, ''
  FROM ({groundswell.network.notifications.unread}) u
UNION ALL
SELECT m.conversations, 'unread messages', 0, '', 5, ''
  FROM ({groundswell.network.messages.unread}) m
UNION ALL
SELECT w.leader_id, w.kind, 0, w.name, 6, w.folded
  FROM ({groundswell.people.delegates.for_whom}) w
 ORDER BY 5, 6, 3
