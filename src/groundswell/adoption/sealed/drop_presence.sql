DELETE FROM people_presence WHERE "on" < %(before)s
