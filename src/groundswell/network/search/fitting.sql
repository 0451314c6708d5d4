-- The post v stands, is in the state that was asked for, and may be read.
       v.removed_at IS NULL
   AND NOT v.id = ANY(%(without)s)
   AND %(answered)s IN (-1, CASE WHEN v.kind = 'question' AND v.root_id IS NULL
                                  AND v.answered_at IS NOT NULL THEN 1 ELSE 0 END)
   AND %(unanswered)s IN (-1, CASE WHEN v.kind = 'question' AND v.root_id IS NULL
                                    AND v.answered_at IS NULL THEN 1 ELSE 0 END)
   AND %(solved)s IN (-1, CASE WHEN v.best_answer_id IS NULL THEN 0 ELSE 1 END)
   AND {groundswell.network.search.readable}
