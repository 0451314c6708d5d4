DELETE FROM adoption_interaction WHERE "on" < %(before)s
