-- Who wrote in the threads and up to where they read; without those who muted them, or are told
-- already that something waits there.
SELECT a.thread_id, a.person_id, a.read_up_to
  FROM network_attention a
 WHERE a.thread_id = ANY(%(threads)s) AND a.is_in AND NOT a.is_muted
   AND NOT EXISTS (SELECT 1 FROM network_notice n
                    WHERE n.person_id = a.person_id AND n.kind = 'thread'
                      AND n.subject_id = a.thread_id AND n.read_at IS NULL)
