# What only the Discord adapter says; everything else is said by the core.

answer-late = This took too long for Discord, so the answer comes here:
below = Done: it stands below, for everybody.
form-open = Open the form
form-ready = There is a little more to say.
only-here = Kith works on servers. Please ask there.
stale = This button or form is too old: Kith no longer knows what it was for. Please begin anew; /help shows how.
