"""What this room reads of rooms to its right, by the names of their tables: it stands left of them and cannot know their
models. Only reading, only these columns."""

from sqlalchemy import Date, DateTime, Integer, String, column, table

COUNTED = "a"  # the course whose certificate makes somebody count, as in coverage

qualification = table("qualification", column("user_id", Integer), column("course", String), column("since", Date),
                      column("ended_on", Date))
facility_standing = table("facility_standing", column("facility_id", Integer), column("trained", Integer),
                          column("target", Integer), column("uncovered_on", Date))
cohort = table("cohort", column("id", Integer), column("key", String), column("course", String), column("name", String),
               column("place", String), column("authority_id", Integer), column("starts_on", Date),
               column("closed_at", DateTime))
membership = table("membership", column("user_id", Integer), column("cohort_id", Integer), column("confirmed_at", DateTime),
                   column("removed_at", DateTime))
