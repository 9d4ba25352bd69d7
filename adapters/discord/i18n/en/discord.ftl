# What only the Discord adapter says; everything else is said by the core.

another = One more person
answer-late = This took too long for Discord, so the answer comes here:
answer-refused = Discord did not take Kith's answer to this. Whatever you asked for is done all the same: please look before you ask again.
below = Done: it stands below, for everybody.
dead-direct = Kith could not write to { $who }: { $why }.
dead-edit = Kith could not change its message in { $place }: { $why }.
dead-other = Kith could not do something that it wanted to do: { $why }.
dead-post = Kith could not post in { $place }: { $why }.
dead-reaction = Kith could not react to a message in { $place }: { $why }.
dead-role = Kith could not change a role of { $who }: { $why }.
dead-thread = Kith could not open a thread in { $place }: { $why }.
dead-thread-change = Kith could not change a thread in { $place }: { $why }.
dead-unsaid =
    It was to say:
    { $words }
dead-why = You hear this because you are an admin of { $community }; the same at most once a day.
form-late = This took too long for Discord. Please ask once more: { $command }
form-open = Open the form
form-ready = There is a little more to say.
lacks = Kith lacks permission in { $channel }: { $lacks }. Please allow this in the channel's settings, under Permissions.
lacks-on-server = Kith lacks permission on this server: { $lacks }. Please allow this to Kith’s role in the server’s settings, under Roles.
late-buttons = Buttons do not work here. To press them, please ask once more on the server.
late-typed = Typed there, this does the same: { $commands }
may-add-reactions = Add Reactions
may-attach = Attach Files
may-open-threads = Create Public Threads
may-read-history = Read Message History
may-manage-roles = Manage Roles
may-open-private-threads = Create Private Threads
may-send = Send Messages
may-send-in-threads = Send Messages in Threads
may-view = View Channel
only-here = Kith works on servers. Please ask there.
refused-account-gone = that account is gone
refused-channel-gone = the channel is gone. An admin chooses another one with /settings
refused-in-time = Discord did not take it, though Kith tried for days
refused-lacks = Kith lacks permission there: { $lacks }. Please allow this in the channel's settings, under Permissions
refused-member-left = that member left the server
refused-message-gone = the message is gone
refused-no-direct = that person does not take direct messages from Kith
refused-not-there = Kith is not on that server any more
refused-otherwise = Discord refuses, in its own words: { $words }
refused-permission = Kith lacks permission: Send Messages and Attach Files in the channel; for a role, Manage Roles, and Kith's own role must stand above it in the list of roles
refused-role = Kith needs Manage Roles, and its own role must stand above that role: in the server's settings, under Roles, please move it up
refused-role-gone = the role is gone. An admin changes the badge's role with /badge edit
refused-thread-closed = the thread is closed
refused-unseen = Kith cannot see the channel. Please give it View Channel there
role-above = Kith cannot give the role “{ $role }” yet: in the server's settings, under Roles, please move Kith's own role above “{ $role }”.
role-managed = Kith cannot give the role “{ $role }”: Discord or another app gives it itself. Please choose another one.
roles-not-allowed = Kith cannot give the role “{ $role }” yet: please allow it Manage Roles in the server's settings, under Roles.
setup-about = Settle what Kith needs to know first: channels, day, hour and zone.
setup-menus =
    The menus, from top to bottom:
    { $menus }
setup-roles = Roles …
setup-zone = Time zone …
stale = This button or form is too old: Kith no longer knows what it was for. Please begin anew; /help shows how.
