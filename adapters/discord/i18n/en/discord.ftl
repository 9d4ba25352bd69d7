# What only the Discord adapter says; everything else is said by the core.

answer-late = This took too long for Discord, so the answer comes here:
below = Done: it stands below, for everybody.
form-open = Open the form
form-ready = There is a little more to say.
lacks = Kith still lacks something in { $channel }: { $lacks }. Please allow it in the channel's settings, under Permissions.
may-attach = Attach Files
may-open-threads = Create Public Threads
may-send = Send Messages
may-send-in-threads = Send Messages in Threads
may-view = View Channel
only-here = Kith works on servers. Please ask there.
role-above = Kith cannot give the role “{ $role }” yet: in the server's settings, under Roles, please move Kith's own role above “{ $role }”.
roles-not-allowed = Kith cannot give the role “{ $role }” yet: please allow it Manage Roles in the server's settings, under Roles.
setup-about = Settle what Kith needs to know first: channels, day, hour and zone.
setup-zone = Time zone …
stale = This button or form is too old: Kith no longer knows what it was for. Please begin anew; /help shows how.
