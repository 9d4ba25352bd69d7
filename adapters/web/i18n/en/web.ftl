## The playground's words in English. Short, warm and plain.

## Around the messages

channels = Channels
communities = Communities
direct = Direct messages
kith = Kith
skip = Go to the box for writing
close = Close
cancel = Cancel
send = Send
messages-in = Messages in { $channel }
messages-in-thread = Messages in this thread
beginning = This is the beginning of { $channel }
imported = This community was brought in from elsewhere: its people, channels and figures are here, but not what people wrote. Kith counts messages and never keeps their words. What you write from here on stays on this page.
direct-beginning = What Kith tells you, and you alone, stands here.
direct-hint = Only Kith writes here. Ask it something in a channel, with a / at the beginning.
earlier = Show earlier messages
to-now = These are older messages. Go to the newest
unread = new messages
day = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}, { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }

## What to try

try = Try this
try-shoutout = Type /shoutout and thank somebody.
try-ask = Go to #help, type /ask and ask something: Kith finds who knows.
try-menu = Open the ⋯ menu of a message, or click a name.
try-window = Open a second window as somebody else.
try-clock = Move the clock to Monday, and read #staff-digest.

## Messages

message-by = { $who }, { $time }
profile-of = About { $who }
asked-by = { $who } used { $command }
pressed-by = { $who } pressed a button
app = app
edited = (edited)
deleted = This message was deleted.
only-you = Only you can see this
dismiss = Dismiss
react = React
reply = Reply in a thread
more = More
edit = Edit
delete = Delete
and-more = and { $n } more
reacted = { $emoji } by { $who }
replies = { $n ->
    [one] 1 reply
   *[other] { $n } replies
}
kilobytes = { $n } KB
thread = Thread

## Writing

write-in = Write in { $place }
write-in-hint = Write in { $place } · / asks Kith
write-thread = Reply in this thread
commands = What Kith can do
attach = Add files
suggestions = Suggestions
optional = (optional)
enter-sends = Enter sends it
left-over = “{ $left }” belongs to no field of { $usage }. Nothing was done yet.
nothing-written = Nothing is written yet.
too-long = That is { $typed } characters; { $most } fit into one message. Your text is still here.
too-large = That is too large. A message and its files may have { $n } MB together.
too-many-files = { $n ->
    [one] 1 file goes
   *[other] At most { $n } files go
} with one message.
no-files-with-commands = Files cannot go along with a command.
full = The playground keeps no more files. Please delete some first.
not-here = You cannot write here.
gone-hint = You left this community. Click your name to come back.
stale = This button is no longer there.

## Forms

fill-in = Please fill this in.
choose = Choose …
on = on
off = off
up-to = { $n ->
    [one] 1 character
   *[other] Up to { $n } characters
}
people-up-to = { $n ->
    [one] 1 person
   *[other] Up to { $n } people, one after the other
}
between = From { $least } to { $most }

## People

you-are = You are
you = you
switch = Who are you?
switch-about = On the playground you can be anybody. Two windows can be two people, who see each other.
find-somebody = Find somebody
nobody-called = Nobody here is called “{ $name }”.
more-people = { $n ->
    [one] 1 more; search for a name.
   *[other] { $n } more; search for a name.
}
somebody-new = Or come in as somebody new
their-name = A name
come-in = Come in
no-name = Please give a name.
be = Be { $name }
be-beside = Be { $name } in another window
this-is-you = This is you.
leave = Leave this community
come-back = Come back
gone = left
gone-long = Has left this community.
role-admin = admin
role-expert = expert
role-lead = lead
role-member = member
role-staff = staff

## The clock

clock = The playground’s clock
clock-shows = It is { $day }, { $time }. ({ $zone })
hour-later = An hour later
day-later = A day later
week-later = A week later
to-digest = To the next digest: { $day }
no-digest = No digest is to come: an admin has chosen no channel for it yet.
clock-too-far = Please move the clock by a month at most.

## Trouble

unreachable = Kith could not be reached. What you wrote is still here; please try again.
not-found = There is nothing here.
go-back = Back to the playground
form-too-large = That is too much for one form. Your text is still here.
no-emoji = That is no emoji.
broken = Sorry, something broke on our side. The log knows more under { $id }.
too-slow = That took too long. It may still be done; please look again in a moment.
too-many = Too many pages are open at once. Please close some.
wrong-host = This address is not Kith’s. Please open the one that it printed.
wrong-origin = Only Kith’s own pages may do this.
wrong-token = This page is out of date. Please load it again.
nothing = There is no community here yet
nothing-do = Bring in a history of your own, and load this page again:

## The password

password-title = This playground has a password
password = Password
password-hint = Kith printed it when it was started for the first time.
password-wrong = That is not it. kith run --new-password makes a new one.
