"""Who is on call, as people see it: now, this week, in forms and in what is told of it."""
