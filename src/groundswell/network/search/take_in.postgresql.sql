-- What was written waits in a list that every search reads; the writer takes it in at once. With no
-- list at all each post would be taken in by itself, which is three times as slow.
SELECT gin_clean_pending_list(%(index)s::regclass)
