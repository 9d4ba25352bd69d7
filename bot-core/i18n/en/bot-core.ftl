## Kith's words in English. Short, warm and plain. Keys stand beside the feature that says them.

## Everywhere

list = { $first } and { $last }
either = { $first } or { $last }
n-more = { $n } more
decimal = { $whole }.{ $hundredths }
day-month = { $day } { $month ->
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
}
day-month-short = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
week-days = { $from } – { $to } { $year }
week-days-years = { $from } { $from_year } – { $to } { $year }
wall-code = (code { $code })
moment = { $day }, { $time }
weekday = { $day ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
this-week = this week
week-of = week of { $day }
somebody = somebody
former-member = a former member
kith-itself = Kith
you-wrote = You wrote:
    { $typed }
failed = Sorry, something broke on our side. Nothing was changed. If it happens again, please tell an admin this code: { $id }
minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
days = { $n ->
    [one] 1 day
   *[other] { $n } days
}

## Answers that could not be used

answer-too-long = That is longer than { $most } characters. Please shorten it a little.
too-long = Please keep this to { $most } characters; it has { $typed }.
not-one-of = I do not know { $typed } here. It can be { $known }.
not-on-or-off = { $typed } should be “on” or “off”.
not-a-number = { $typed } should be a whole number from { $least } to { $most }.
not-a-day = I could not read { $typed } as a day. Please write it like { $example }, or “today” or “yesterday”.
not-a-link = { $typed } does not look like a web address. Please start it with https://
not-an-emoji = { $typed } is not an emoji that I know. Please pick one emoji, or the name of one of your own like :logo:
unknown-person = I do not know anybody called { $name } here. People appear once they have written something or joined.
unknown-person-near = I do not know anybody called { $name } here. Did you mean { $near }?
several-people = Several people are called { $name }. Please pick them from the list, or mention them.
too-many-people = Please name at most { $most } people at once.
unknown-channel = I do not know a channel called { $name } here.
everybodys-role = Everybody here has that role. Please pick one that only some people have.
unknown-channel-mentioned = I cannot see that channel yet. Please let me into it, and choose it once more.
unknown-role = I do not know the role { $name }. Kith’s own are lead, expert, staff and admin.
unknown-zone = I do not know the time zone { $typed }. Zones are named like Europe/Berlin or America/New_York.
unknown-zone-near = I do not know the time zone { $typed }. Did you mean { $near }?
unknown-message = I could not find that message any more.
unknown-command = I do not know { $typed }. { $help } shows what you can do.
unknown-command-near = I do not know { $typed }. Did you mean { $near }? { $help } shows what you can do.
left-over = I did not understand “{ $typed }” here. This is how it goes: { $usage }
bots-do-not-ask = Kith only listens to people.
not-allowed-yet = This is for people with the role { $roles }, and nobody is admin here yet. Whoever may manage this place and asks me for something first becomes the admin, and can give roles.
not-allowed = This is for people with the role { $roles }. { "/roles list" } shows whom to ask.

## Members and roles

first-admin = Nobody was admin here yet and you asked first, so you are the admin now. Start with { "/settings" }, and make leads with { "/roles give" }.
roles-given = { $who } now has the role { $role }.
roles-given-for-good = { $who } had the role { $role } by a role on this platform. Now it is theirs whatever becomes of that one.
roles-taken = { $who } no longer has the role { $role }.
roles-has-already = { $who } has the role { $role } already.
roles-mapped = { $who } has the role { $role } by a role on this platform. Please take that one away, or change it with /settings.
roles-has-not = { $who } does not have the role { $role }.
roles-last-admin = This is the only admin. Please make somebody else an admin first.
roles-not-for-bots = { $who } is a bot, and roles are for people.
roles-staff-or-lead = { $who } cannot be { $role }: nobody is lead and staff at once, so that recognition stays with the members. Please take the other role away first.
roles-none = Nobody has a role yet. An admin gives them with /roles give.
roles-list = Who has which role:
roles-line = • { $role }: { $who }

## Audit log

audit-empty = Nothing is in the audit log yet.
audit-title = What leads and admins did lately:
audit-line = • { $at } — { $what }
audit-line-detail = • { $at } — { $what }: { $detail }
audit-action = { $action ->
    [accounts-linked] { $actor } linked two accounts
    [accounts-unlinked] { $actor } parted from { $subject }
    [answer-forgotten] { $actor } let an answer be forgotten
    [expert-began] { $subject } became an expert
    [expert-declined] { $actor } declined to be an expert
    [expert-ended] { $actor } ended { $subject }’s time as an expert
    [honorarium-recorded] { $actor } wrote down what { $subject } was paid
    [policy-changed] { $actor } changed whom questions reach
    [topic-changed] { $actor } changed the topics
    [badge-defined] { $actor } added to the badges
    [badge-edited] { $actor } changed a badge
    [badge-given] { $actor } gave { $subject } a badge
    [badge-retired] { $actor } retired a badge
    [badge-revoked] { $actor } took a badge from { $subject }
    [channel-settled] { $actor } changed a channel’s settings
    [communities-linked] { $actor } and { $subject } made two communities one
    [contribution-confirmed] { $actor } confirmed a contribution by { $subject }
    [digest-sent] { $actor } sent the digest
    [forgotten] { $actor } asked to be forgotten
    [role-given] { $actor } gave { $subject } a role
    [role-taken] { $actor } took a role from { $subject }
    [setting-changed] { $actor } changed a setting
    [shoutout-retracted] { $actor } took back a shout-out by { $subject }
   *[other] { $actor } did something ({ $action })
}

## Settings

settings-title = How Kith behaves here:
settings-changed = Done. Now it is:
settings-line = • { $key }: { $value }
settings-how = To change one, name it: /settings zone:Europe/Berlin
settings-next-digest = The next digest comes on { $at }.
settings-learning-off = What I had learned is erased.
settings-learning-on = I learn from now on who asks, who answers and what about. Texts are never kept. Everybody sees, erases or refuses what is learned about them with /privacy. To teach me your past, import your history (again).
settings-no-digest = There is no digest yet: choose a channel with /settings digest_channel:#your-channel
gone-digest-channel = The channel { $channel }, which got the weekly digest, was deleted. The digest rests until you choose another one: /settings digest_channel:#your-channel
gone-log-channel = The channel { $channel }, which got the shout-outs, was deleted. Until you choose another one, shout-outs are answered to their givers alone, and counted: /settings shoutouts:log log_channel:#your-channel
gone-log-channel-elsewhere = The channel { $channel }, which was chosen for shout-outs, was deleted. What was to come there comes into the one on another platform now, until you choose another one here: /settings log_channel:#your-channel
gone-log-channel-of-few = The channel { $channel }, which was chosen for shout-outs, was deleted. Where a channel’s shout-outs were to come there, they are answered to their givers alone until you choose another one; everywhere else nothing changes: /settings log_channel:#your-channel
gone-questions-channel = The channel { $channel }, whose people look after questions, was deleted. Until you choose another one, a question that no expert takes may reach nobody: /escalation policy channel:#your-channel
gone-role = The role { $role } was deleted. It was named by { $uses }. A rule that needs it lets nobody pass by it, and a rule that blocks it blocks nobody by it any more. It makes nobody lead, expert or staff any more, and comes with no badge. /settings shows all rules.
settings-log-channel = Shout-outs still stand where they are given. { $how } brings them all into that channel.
settings-log-needs-channel = Shout-outs can only go to a log channel once there is one. Please set log_channel too.
values-too-long = Please keep it to { $most } values of at most { $longest } characters each.
channel-settled = In { $channel }: what is written counts: { $counts }; shout-outs: { $shoutouts ->
    [none] as everywhere
   *[other] { $shoutouts }
}.

## Shout-outs

shoutout-given = 🎉 { $giver } thanks { $who }
shoutout-given-by-staff = 🎉 { $giver } (staff) thanks { $who }
shoutout-value = It shows: { $value }
shoutout-about = For { $message }
shoutout-this-message = this message
shoutout-posted = Thank you for saying thanks! It is on its way to where everybody sees it.
shoutout-left = { $n ->
    [0] That was your last thanks for today.
    [one] You can thank 1 more person today.
   *[other] You can thank { $n } more people today.
}
shoutout-may-not-give = Shout-outs are given by people with certain roles here. An admin can tell you which.
shoutout-used-up = { $n ->
    [one] You have thanked 1 person today, which is all for one day here.
   *[other] You have thanked { $n } people today, which is all for one day here.
} You can give again from { $again }.
shoutout-not-enough = It did not reach { $who }: { $n ->
    [one] one person a day is all here.
   *[other] { $n } people a day is all here.
} You can give again from { $again }.
shoutout-bot = { $who } is a bot and does not need thanks.
shoutout-departed = { $who } has left.
shoutout-gate = { $who } cannot get shout-outs here, by a rule of this community.
shoutout-opted-out = { $who } prefers not to be counted. Please thank them in person.
thanks-offer = You thanked { $who }. Would you like to make it a shout-out, for everybody to see? Only you see this, and nothing is counted by itself.
shoutout-self = You cannot thank yourself. Somebody else surely will.
shoutout-too-soon = You thanked { $who } a short while ago. You can again from { $again }.
shoutout-by-reaction = with a reaction
shoutout-reason-value = { $reason } ({ $value })
shoutout-line = • { $giver } → { $who }: { $reason }
shoutout-line-by-staff = • { $giver } (staff) → { $who }: { $reason }
no-values = This community has no list of values yet, so { $typed } cannot be picked. Please leave it out.
unknown-shoutout = I do not know the shout-out { $typed }. Its code is at the end of its line on the wall.
button-undo = Undo
undo-nothing = You have no shout-out to take back.
undo-not-yours = Only the one who gave it can take it back.
undo-already = It was taken back already.
undo-too-late = Shout-outs can be taken back for { $minutes } minutes. After that, a lead or an admin can.
shoutout-taken-back = This shout-out was taken back.
undo-done = Taken back.
retract-done = Shout-out { $code } is taken back. The reason is in the audit log.
wall-title = Shout-outs of the last seven days:
wall-empty = No shout-outs in the last seven days. Who helped you? Thank them with /shoutout
wall-more = … and more.

## Contributions

me-title = What you did lately, { $name }:
me-week = • { $week }: { $kinds }
me-week-empty = • { $week }: nothing counted
me-kept = Stored about you: { $messages ->
    [one] 1 message reference
   *[other] { $messages } message references
} and { $reactions ->
    [one] 1 reaction
   *[other] { $reactions } reactions
} (ids and times, never the text). Everything: /privacy get
me-opted-out = You opted out, so nothing new is counted. /privacy optin changes that.
n-messages = { $n ->
    [one] 1 message
   *[other] { $n } messages
}
n-replies = { $n ->
    [one] 1 reply
   *[other] { $n } replies
}
n-threads = { $n ->
    [one] 1 thread started
   *[other] { $n } threads started
}
n-reactions = { $n ->
    [one] 1 reaction received
   *[other] { $n } reactions received
}
n-shoutouts = { $n ->
    [one] 1 shout-out received
   *[other] { $n } shout-outs received
}
n-staff-shoutouts = { $n ->
    [one] 1 shout-out from staff
   *[other] { $n } shout-outs from staff
}
n-contributions = { $n ->
    [one] 1 contribution elsewhere
   *[other] { $n } contributions elsewhere
}
profile-title = { $name }
profile-bot = { $name } is a bot.
profile-opted-out = { $name } prefers not to be counted, so there is nothing to show.
profile-departed = Has left.
profile-roles = { $n ->
    [one] Role: { $roles }
   *[other] Roles: { $roles }
}
profile-thanked = { $n ->
    [0] No shout-outs in the last { $weeks } weeks yet.
    [one] 1 shout-out in the last { $weeks } weeks.
   *[other] { $n } shout-outs in the last { $weeks } weeks.
}
leaderboard-off = There is no leaderboard here. An admin can turn it on with { $how }.
leaderboard-empty = Nothing was counted in the last four weeks.
leaderboard-title = The last four weeks:
leaderboard-line = { $place }. { $name } — { $points ->
    [one] 1 point
   *[other] { $points } points
}
leaderboard-how = A message is 1 point, a reply 2, a thread 1, a reaction received 1, a shout-out received 5, a confirmed contribution 10.
contribute-when = Please pick a day within the last year, not after today.
contribute-opted-out = You opted out of being counted. /privacy optin changes that.
contribute-not-with = { $who } cannot be counted: a bot, somebody who left, or somebody who prefers not to be.
contribute-told = { $who } contributed on { $day }:
contribute-told-with = { $who } contributed with { $others } on { $day }:
contribute-please = It counts once another member or a lead confirms it.
button-confirm = Confirm
confirm-gone = That contribution is not there any more.
confirm-already = It is confirmed already. Thank you!
confirm-not-yourself = You were part of it, so somebody else has to confirm it.
confirm-not-staff = Members confirm each other’s contributions; staff do not.
confirm-done = ✅ Confirmed by { $who }.
count-message = This counted as a message on { $day }.
count-reply = This counted as a reply on { $day }.
count-deleted = This message was deleted, so it no longer counts.
count-not = This did not count: its author is no longer known here.
count-imported = It came with an import.
count-bot = This did not count: it was written by a bot.
count-opted-out = This did not count: its author prefers not to be counted.
count-left-out = This did not count: { $channel } is left out.
count-unknown = Kith has not seen this message: it was written before Kith came, or so long ago that its reference is no longer kept. If it is that old, it still counts in the figures.
count-shoutouts = { $n ->
    [one] 1 shout-out is bound to it.
   *[other] { $n } shout-outs are bound to it.
}
count-reaction = A reaction with { $emoji } thanks the author, within the daily allowance and the rules of this community.

## Help

help-title = What you can do here:
help-line = • { $usage } — { $about }
help-more = And, as { $roles }:
help-menus = On the menu of a message: { $messages }. On the menu of a member, or among the shortcuts: { $members }.
help-field = • { $name }: { $about }
help-field-optional = • { $name } (if you like): { $about }
help-roles = For people with the role { $roles }.

## Topics

topics-title = Topics about which people can be asked here:
topics-empty = There are no topics here yet. Leads add them with /topic add
topics-line = • { $name } ({ $n ->
    [0] nobody yet
    [one] 1 expert
   *[other] { $n } experts
})
topics-line-also = { "   " }also called { $names }
topics-ideas = Also talked about lately: { $ideas }. { $how } makes a topic of it.
topics-words = Many questions lately have these words: { $words }.
topics-none-yet = There are no topics here yet, so { $typed } cannot be picked. A lead adds them with /topic add
topics-none-yet-recruit = There are no topics here yet. Add one with { $how }.
topics-too-many = Please name one to { $most } topics, with commas between.
unknown-topic = I do not know the topic { $typed }. There are { $known }.
topic-odd-name = { $typed } cannot be a topic’s name: please leave out commas.
topic-name-taken = There is a topic called { $name } already.
topic-added = { $name } is a topic now. { $how } asks somebody to answer questions about it.
topic-merge-itself = { $name } cannot become a part of itself.
topic-merged = { $name } is part of { $into } now, and its name still leads there.
topic-renamed = { $was } is called { $name } now.
topic-retired = Nobody is asked about { $name } any more.

## Experts

not-hours = I could not read { $typed } as hours of a week. Please write them like { $example }.
not-days-off = I could not read { $typed } as days. Please write them like { $example }.
expert-named = { $paid ->
    [yes] { $standing ->
        [guest] { $who } (guest, compensated)
        [staff] { $who } (staff, compensated)
        [peer] { $who } (compensated)
       *[expert] { $who } (expert, compensated)
    }
   *[no] { $standing ->
        [guest] { $who } (guest)
        [staff] { $who } (staff)
        [peer] { $who }
       *[expert] { $who } (expert)
    }
}
expert-opted-out = You opted out of being counted, so nobody is sent to you. /privacy optin changes that.
expert-offered = Thank you! You may be asked about { $topics } now.
expert-any-hour = at any hour
expert-when = When: { $hours } ({ $zone }), { $n ->
    [one] one question at a time
   *[other] at most { $n } questions at once
}.
expert-days-off = Not on { $days }.
expert-from = You are asked from { $at } on.
expert-how = { $pause } gives you quiet for a while, { $retire } for good.
expert-invitation = { $who }, would you like to answer questions about { $topics } here? { $inviter } thinks that you know a lot about it. You choose when you may be asked, and can always say no.
expert-invited = { $who } is asked in this channel.
expert-invite-not = { $who } cannot be invited: a bot, somebody who left, or somebody who prefers not to be counted.
expert-invite-yourself = You need no invitation: { $how } is for everybody.
expert-invite-gone = That invitation is not open any more.
expert-invite-not-yours = This invitation is for somebody else.
expert-accepted = 🎓 { $who } answers questions about { $topics } from now on. Thank you!
expert-declined = { $who } would rather not. That is fine!
button-expert-accept = Gladly
button-expert-decline = No, thank you
expert-pause-over = That day is over. Please pick today or a later one.
expert-paused = Quiet it is: nobody asks you through Kith until you say /expert resume
expert-paused-until = Quiet it is: nobody asks you through Kith up to and including { $day }.
expert-resumed = Welcome back! You may be asked again.
expert-not-paused = You did not pause, so you may be asked as before.
expert-is-none = { $who } is no expert here.
expert-retired = { $who } is asked no more. Please thank them!
expert-retired-yourself = You are asked no more. Thank you for all your answers!
experts-title = Who knows what:
experts-none = Nobody offered to be asked yet. Be the first: { $how }
experts-none-for = Nobody offered to be asked about { $topic } yet.
experts-line = • { $who }: { $topics } — { $when }
expert-now = may be asked now
expert-from-line = from { $at } on
expert-full = has enough to do ({ $n ->
    [one] 1 question
   *[other] { $n } questions
})
expert-pausing = is having a pause
recruit-title = Who already answers well and might be invited:
recruit-line = • { $topic } ({ $n ->
    [0] nobody yet
    [one] 1 expert
   *[other] { $n } experts
}): { $people }
recruit-line-nobody = • { $topic } ({ $n ->
    [0] nobody yet
    [one] 1 expert
   *[other] { $n } experts
}): nobody stands out in the last three months
recruit-person = { $answers ->
    [0] { $who } ({ $accepted ->
        [one] 1 accepted answer
       *[other] { $accepted } accepted answers
    })
    [one] { $accepted ->
        [0] { $who } (answered 1 question in { $channel })
        [one] { $who } (answered 1 question in { $channel }, 1 accepted answer)
       *[other] { $who } (answered 1 question in { $channel }, { $accepted } accepted answers)
    }
   *[other] { $accepted ->
        [0] { $who } (answered { $answers } questions in { $channel })
        [one] { $who } (answered { $answers } questions in { $channel }, 1 accepted answer)
       *[other] { $who } (answered { $answers } questions in { $channel }, { $accepted } accepted answers)
    }
}
recruit-how = { $how } asks somebody; they accept or decline by a button.
honorarium-when = Please pick a day that is not after today.
honorarium-recorded = Written down: { $amount } for { $who }. Everybody can see it.
honoraria-none = Nothing was paid for answers here, as far as Kith knows.
honoraria-title = What was paid for answers, newest first:
honoraria-line = • { $day } { $year }: { $amount } to { $who }, for { $what }

## Questions that climb

ask-too-short = Please say a little more, so that somebody can help.
ask-too-many = You have { $n } open questions already. Please close one of them first, or wait a little.
ask-already = This is being asked already. { $link }
ask-private-nobody = Nobody here can be asked in private yet: there is no expert, and no channel of leads. Please ask without “private”, or turn to an admin.
ask-about-nobody = Whoever wrote this cannot be asked for: a bot, or somebody who left.
ask-about-opted-out = { $who } prefers not to be counted, so please ask yourself with /ask
ask-similar = This was answered here before. Does one of these help?
ask-similar-line = { $n }. { $what }
ask-helped = Glad to hear it!
ask-draft-gone = I no longer have that question. Please ask it again with { $how }.
button-helped = This helped
button-helped-n = { $n } helped
button-ask-people = Ask people
ask-asked = { $kind ->
    [private] Your question is on its way. Only you and the one who takes it will read it.
    [behalf] Asked, and its author hears that it was you who asked for them.
   *[open] Your question has a thread now.
}
ask-asking = Asked first: { $who }.
ask-asking-private = { $n ->
    [one] One person is asked first, without your words.
   *[other] { $n } people are asked first, without your words.
}
ask-asking-channel = Those who look after questions see it now.
ask-waiting = Whoever may know is away at the moment; they are asked from { $at } on.
ask-nobody = To be honest: nobody can be asked about this right now. Whoever reads it may still answer, the leads see it on their list, and I look again every day for a week.
similar-in-channel = { $link } in { $channel }, { $day }, answered by { $who }
remembered-line = { $question } (answered by { $who })
the-answer = To the answer
question-thread = A question
question-here = To the thread
question-topic = About: { $topic }
question-urgent = ⏰ It is urgent.
question-card = ❓ { $who } asks:
question-card-behalf = ❓ { $other } asks for { $who }:
question-card-private = 🔒 { $who } asks { $expert }. Nobody else reads this.
question-stands = { $state ->
    [answered] Somebody answered: { $who }.
    [claimed] { $who } is on it.
    [expired] Closed without a solution.
    [resolved] { $by ->
        [nobody] ✅ Solved.
       *[somebody] ✅ Solved, thanks to { $who }.
    }
    [withdrawn] No longer asked.
   *[open] Whoever knows: just answer here.
}
button-take = I’ll take it
button-not-now = Not now
button-not-mine = Not my area
button-answered = It is answered
button-give-back = I cannot after all
button-solved = Solved
button-not-yet = Not yet
button-withdraw = Never mind
button-thank = Thank { $name }
button-remember = Let others find it
button-remember-with = … with a summary
asking = { $n ->
    [one] May I ask you? You seem to know about this:
   *[other] May I ask you? One of you seems to know about this:
}
asking-private = 🔒 Somebody asks something in private. If you take it, there will be a place for just the two of you.
asking-line = • { $who } { $reason }
asking-line-bare = • { $who }
asking-line-said = • { $who }: { $reply ->
    [claimed] takes it
    [covered] need not worry
    [not-mine] not their area
    [not-now] not now
    [silent] no answer yet; no hurry, others are asked
   *[unreached] could not be reached
}
channel-question = ❓ A question by { $who } waits for somebody who knows:
channel-private = 🔒 A private question waits for somebody who knows.
channel-nobody = Nobody is left to ask, so it is up to you now.
did-it-help = { $asker }, { $who } answered. Did that solve it?
question-closed = That question is closed already.
question-gone = I no longer have that question.
question-not-now = That cannot be done at the moment.
question-not-yours = That is for others to say, such as whoever asked.
question-elsewhere = This is asked in private on { $platform }, and only somebody with an account there can read it. If you have one too, { "/link" } makes you one person.
question-own = It is your own question. Somebody else will know.
question-taken = Somebody else took it a moment ago. Thank you all the same!
question-taken-by = 🙋 { $who } takes it, and has time until { $until }.
question-passed = { $who } passes it on.
question-answered-by = { $who } answered.
question-solved = ✅ Solved.
question-solved-by = ✅ Solved, thanks to { $who }.
question-not-yet = Not solved yet: I ask on.
question-not-yet-nobody = Not solved yet, and nobody is left to ask at the moment. The leads see it, and I look again every day.
question-withdrawn = No longer asked.
question-waits = Whoever may know is away at the moment; they are asked from { $at } on. Until then, whoever knows may answer.
question-nobody = To be honest: nobody is left to ask at the moment. The leads see it on their list, and I look again every day for a week. Whoever knows may still answer.
question-no-thread = Your question could not be posted there: Kith may lack a permission. An admin can see why. Please ask again somewhere else.
question-expired-nobody = I am sorry: for a week nobody could be found who knows. The question is closed; ask it again whenever you like.
question-expired-silent = I close this now, as a week has passed without a word. Ask again if it is still open.
question-gone-away = This is no longer asked: its message is gone, or whoever asked it is.
question-let-go = { $who }, no harm done: others are asked now, so you need not worry.
question-left = { $who } has left, so I ask on.
mark-no-question = I see no open question around this message.
mark-done = Thank you. Whoever asked is asked whether it helped.
remembered = It can be found with { $how } now, and whoever asks the same sees it first. Thank you!
remember-already = It can be found already.
answers-title = What was answered here before:
answers-none = I found no answer like that. { $how } asks people.
answers-line = • { $what } ({ $n ->
    [0] code { $code }
    [one] helped once more, code { $code }
   *[other] helped { $n } more, code { $code }
})
answer-forgotten = It cannot be found any more.
answer-not-yours = Whoever asked or answered it can take it back, or a lead.
unknown-answer = I do not know the answer { $typed }. Its code is at the end of its line in /answers
questions-none = Nothing waits for an answer. Well done!
questions-mine = Yours:
questions-open = Waiting for somebody:
questions-channels = Unanswered in channels:
questions-untold = a private question
questions-about = a private question about { $topic }
questions-line = • { $at } — { $who }: { $what } — { $nobody ->
    [yes] nobody is left to ask.
   *[no] { $stands }
} { $link }
questions-reach-nobody = ⚠️ An escalated question { $peers ->
    [yes] would reach only peers who happen to know
   *[no] would reach nobody here
}: there is no expert, and no channel of those who look after questions. { $invite } or { $channel } changes that.
not-steps = I could not read { $typed } as steps. Please write one to { $most } of them like { $example }.
policy-title = Whom a question reaches here, one step after another:
policy-changed = Done. Questions reach people like this from now on:
policy-line = { $n }. { $step }
policy-hours = Business hours: { $hours } ({ $zone }). A step with “always” does not wait for them, nor does what is urgent.
policy-channel = Those who look after questions read { $channel }.
policy-no-channel = Those who look after questions have no channel yet: { $how }
n-answers = { $n ->
    [one] 1 accepted answer
   *[other] { $n } accepted answers
}

## Digest

not-a-week = I could not read { $typed } as a week. Please write it like { $example }.
digest-title = { $community } · { $week }
digest-empty = There is nothing to tell yet: nobody has written anything that Kith has seen.
digest-no-channel = Please choose a channel for the digest first: { $how }
digest-went-out = The digest of { $week } went out already. It is in { $channel }.
digest-not-over = That week is not over yet.
digest-sent = The digest is on its way to { $channel }.
digest-late = (This digest was due on { $at }; Kith was not running then.)
digest-details = The details are in the thread.
digest-quiet = A quiet week: { $active ->
    [0] nobody wrote
    [one] 1 person wrote { $written ->
        [one] 1 message
       *[other] { $written } messages
    }
   *[other] { $active } people wrote { $written ->
        [one] 1 message
       *[other] { $written } messages
    }
}.
digest-active = 👥 { $n ->
    [one] 1 person
   *[other] { $shown } people
} took part ({ $before } the week before) and wrote { $written ->
    [one] 1 message
   *[other] { $messages } messages
} ({ $messages_before }).
digest-part = 🌱 { $newcomers ->
    [0] No newcomers
    [one] 1 newcomer
   *[other] { $newcomers } newcomers
} ({ $newcomers_before }), { $returning ->
    [0] nobody
   *[other] { $returning }
} came back ({ $returning_before }), { $quiet ->
    [0] nobody
   *[other] { $quiet }
} went quiet ({ $quiet_before }).
digest-visitors = 🧭 Among them: { $n ->
    [one] 1 visitor
   *[other] { $n } visitors
} (messages: { $written }).
digest-spread = ⚖️ Half of the messages came from { $half } of { $active } people; the most active tenth wrote { $tenth }% (Gini { $gini }).
digest-spread-narrower = That is clearly more uneven than the week before: fewer people carried the conversation.
digest-spread-wider = That is clearly more even than the week before: more people carried the conversation.
digest-thanks = 🎉 { $given ->
    [one] 1 shout-out
   *[other] { $given } shout-outs
} ({ $before } the week before) thanked { $thanked ->
    [one] 1 person
   *[other] { $thanked } people
}, { $first ->
    [0] nobody for the first time.
    [one] 1 for the first time.
   *[other] { $first } for the first time.
}
digest-no-thanks = 🎉 No shout-outs ({ $before } the week before).
digest-thanks-staff = Staff gave { $n ->
    [one] 1 more.
   *[other] { $n } more.
}
digest-badges = { $n ->
    [one] 1 badge was given.
   *[other] { $n } badges were given.
}
digest-all-answered = ❓ { $asked ->
    [one] The one question got an answer
   *[other] All { $asked } questions got an answer
}, as far as Kith can see.
digest-unanswered = ❓ { $open ->
    [one] 1 of { $asked } questions has no answer
   *[other] { $open } of { $asked } questions have no answer
}, as far as Kith can see.
digest-next = What you might do next
digest-todo = { $n }. { $what }
advice-answer = { $n ->
    [one] Find somebody to answer the open question, in { $channel }.
   *[other] Find people to answer the { $n } open questions, the oldest in { $channel }.
}
advice-deliver = { $n ->
    [one] 1 message from Kith could not be delivered.
   *[other] { $n } messages from Kith could not be delivered.
} “kith doctor” says why.
advice-find-leads = There are no leads yet. Let members choose two or three, and make them leads with /roles give.
advice-greet = Greet the newcomers: { $who }.
advice-miss = Ask how they are doing: { $who } went quiet.
advice-remind = Nobody thanked anybody. Start with one { $how } of your own.
advice-thank = Look at what { $who } did lately: a lot, and nobody has thanked them in eight weeks.
advice-widen = Make room for quieter people: { $half ->
    [one] 1 person wrote half of everything.
   *[other] { $half } people wrote half of everything.
} A question to all, or a thread for newcomers, is a start.
details-people = Who took part
details-newcomers = • Newcomers ({ $n }): { $who }
details-returning = • Came back after four silent weeks ({ $n }): { $who }
details-quiet = • Went quiet ({ $n }): { $who }
details-thanks = In members’ own words
details-thanks-line = { $giver } thanked { $who }:
details-unthanked = Did a lot, and nobody thanked them in eight weeks
details-unthanked-line = • { $who }: { $n ->
    [one] 1 message
   *[other] { $shown } messages
} in four weeks
details-badges = Badges
details-badge-line = • { $badge } for { $who }: { $citation }
details-questions = Questions that nobody answered, as far as Kith can see
details-question = Question
details-question-line = • { $link } by { $who } in { $channel }, { $at }
details-questions-more = … and { $n } more.
details-channels = Busiest channels
details-channel-line = • { $channel }: { $n ->
    [one] 1 message
   *[other] { $shown } messages
} by { $people ->
    [one] 1 person
   *[other] { $people } people
}
details-how = How this is counted
details-how-lines = A week runs from Monday to Sunday. Newcomers wrote for the first time ever; who came back had been silent for four weeks; who went quiet wrote in two of the last four weeks and not in this one. In brackets: the week before.
details-how-questions = A question is open if nobody wrote in its thread, replied to its author or named them within a day, or wrote next in the channel within a quarter of an hour.
picture-weeks-title = { $n ->
    [one] 1 person took part
   *[other] { $shown } people took part
}, { $before } the week before
picture-weeks-alt-week = week of { $day }: { $active ->
    [one] 1 person
   *[other] { $active } people
}, { $written ->
    [one] 1 message
   *[other] { $written } messages
}
picture-active = { $n ->
    [one] person took part
   *[other] people took part
}
picture-messages = { $n ->
    [one] message written
   *[other] messages written
}
picture-breadth-title = Half of the messages were written by { $half } of { $active } people
picture-breadth-alt = { $title }; the most active tenth wrote { $tenth }%.
picture-few = { $n ->
    [one] 1 person wrote
   *[other] { $n } people wrote
}
picture-others = { $n ->
    [one] 1 other wrote
   *[other] { $shown } others wrote
}
picture-half = half of the messages
picture-other-half = the other half
picture-quiet = Too quiet to say
picture-bars = { $n ->
    [one] person wrote half of the messages
   *[other] people wrote half of the messages
}
picture-of-active = of people active
picture-top-tenth = top tenth wrote

digest-answered = 🙋 Answered first: { $peers } by peers, { $experts } by experts, { $staff } by staff ({ $share }% peer-led).
digest-first-answer = Half had a first answer within { $span }.
digest-solution = Half of those solved were so within { $span }.
digest-climbed = 🧗 Questions that climbed: { $opened } new, { $solved } solved, { $expired } closed unsolved, { $nobody ->
    [0] none
   *[other] { $nobody }
} without anybody left to ask.
details-climbing = Questions that climb, oldest first
details-climbing-line = • { $at } — { $who }: { $what }{ $nobody ->
    [yes] { " " }— nobody is left to ask
   *[no] { "" }
} { $link }
details-experts = Experts and topics
details-expert-busy = • { $who } has enough to do ({ $n ->
    [one] 1 question
   *[other] { $n } questions
})
details-topic-lacks = • { $topic } has no expert
details-topic-lacks-but = • { $topic } has no expert. Might be invited: { $people }
advice-find-experts = Find an expert for { $topics }: { $how } shows who already answers well.
advice-help-climbers = { $n ->
    [one] Answer the question for which nobody was left to ask.
   *[other] Answer the { $n } questions for which nobody was left to ask.
}
picture-waits-title = Half of the questions had a first answer within { $span }
picture-waits-none = Nobody answered a question this week
picture-waits-minutes = minutes until a first answer (median)
picture-waits-hours = hours until a first answer (median)
picture-waits-alt-week = { $day }: { $span }
hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}

## Why somebody is asked: each goes on after a name

reason-active-here = is active in { $channel }
reason-answered-asker = answered you before
reason-answered-here = { $n ->
    [one] answered a question in { $channel } this month
   *[other] answered { $n } questions in { $channel } this month
}
reason-answered-similar = { $n ->
    [one] answered a similar question
   *[other] answered { $n } similar questions
}
reason-answered-similar-in = { $n ->
    [one] answered a similar question in { $channel }
   *[other] answered { $n } similar questions in { $channel }
}
reason-answered-similar-lately = { $n ->
    [one] answered a similar question in { $channel } in the last 30 days
   *[other] answered { $n } similar questions in { $channel } in the last 30 days
}
reason-declared = offered to help with this
reason-holds-role = { $role ->
    [admin] is an admin here
    [expert] is an expert here
    [staff] is one of the staff
   *[other] is a lead here
}
reason-here-now = was here within the last hour
reason-named = is named in the question
reason-replied-here = { $n ->
    [one] wrote a reply in { $channel } this month
   *[other] wrote { $n } replies in { $channel } this month
}
reason-writes-about = writes about this

## Badges

badges-held = Badges: { $badges }
badges-none = There are no badges here yet. A lead or an admin makes them with { "/badge define" }.
badges-title = The badges here. Leads give them:
badges-line = • { $badge }: { $meaning }
    To earn it: { $criteria }
badges-held-none = { $who } has no badges yet.
badges-held-title = { $who }’s badges:
badges-held-line = • { $badge } — from { $giver } on { $day }: { $citation }
badge-given = 🏅 { $giver } gives { $who } the badge { $badge }
badge-card-whom = for { $who }
badge-card-foot = { $community }, { $day } { $year }
badge-card-alt = The badge { $badge } for { $who }
badge-has-already = { $who } holds { $badge } already.
badge-has-not = { $who } does not hold { $badge }.
badge-not-by-staff = Badges come from peers, so staff do not give them. A shout-out is always welcome.
badge-not-oneself = You cannot give yourself a badge. Another lead can.
badge-not-for-bots = { $who } is a bot, and badges are for people.
badge-departed = { $who } has left.
badge-opted-out = { $who } prefers not to be counted, and that goes for badges too. Please thank them in person.
badge-defined = { $badge } is in the catalogue. Leads can give it now.
badge-role-by-admins = Which role of this platform comes with a badge is for admins to choose, as roles can give power. Please leave out role, or ask an admin.
badge-step-without-ladder = A step is a step of a ladder, and none is named here. Please name it too, such as ladder:Guides, or leave out step.
badge-edited = { $badge } is changed, also for everybody who holds it.
badge-edit-nothing = Nothing about { $badge } would change. Please say what should change, such as colour:#1b5e8c
badge-retired = { $badge } is retired. Those who hold it keep it.
badge-is-retired = { $badge } is retired: those who hold it keep it, and nobody new gets it.
badge-revoked = { $who } no longer holds { $badge }. The reason is in the audit log.
badge-name-taken = There is a badge { $badge } already. Please pick another name.
badge-name-taken-by-retired = A retired badge is called { $badge }. Please pick another name, or rename that one with { "/badge edit" }.
unknown-badge = I do not know a badge called { $typed } here. You can choose from { $known }.
unknown-platform-role = I do not know a role called { $typed } on this platform. Please pick one from the list.
not-a-colour = I could not read { $typed } as a colour. Please write it like #1b5e8c: six digits or letters from a to f.
starter-connector = Connector
starter-connector-meaning = Brings people together.
starter-connector-criteria = Introduce people who then do something together, or host a meeting where they can.
starter-curious-mind = Curious Mind
starter-curious-mind-meaning = Asks what others were wondering too.
starter-curious-mind-criteria = Ask questions whose answers help many.
starter-good-neighbour = Good Neighbour
starter-good-neighbour-meaning = Kind, also when it is hard.
starter-good-neighbour-criteria = Keep a difficult conversation fair, or be there for somebody who is stuck.
starter-guide = Guide
starter-guide-meaning = Shows newcomers the way.
starter-guide-criteria = Welcome people and walk with them through their first steps.
starter-problem-solver = Problem Solver
starter-problem-solver-meaning = Stays with a problem until it is solved.
starter-problem-solver-criteria = Find the cause of something that others could not, and share how.
starter-writer = Writer
starter-writer-meaning = Writes things down for everybody.
starter-writer-criteria = Write or improve a guide, notes or documentation that others now use.

## Links

link-code = Your code is { $code }. On the other platform, type { $how } within { $n } minutes, after “/” or whatever commands begin with there; then both of your accounts are asked whether it is so.
    Whoever has the code can ask to be you, so show it to nobody.
link-code-was-given = You were given a code. { $how } gives a new one.
link-wrong-code = { $typed } is no code that is good now: each is good once, and not for long. { $how } on the other platform gives a new one. { $n ->
    [0] That was the last try for a while.
    [one] You have one more try.
   *[other] You have { $n } more tries.
}
link-too-many = Those were too many wrong codes. Please wait { $n } minutes, then ask for a new code on the other platform.
link-gone = This is no longer open. { $how } gives a new code.
link-same-account = This code is your own, and you asked for it by this account. Write it on another platform than { $platform }.
link-already = You are one person here already.
link-one-a-platform = The two of you both have an account on { $platform }, and a person has one account a platform. If one of them is to be another, { "/unlink" } parts it first.
link-staff-or-lead = One of these accounts is staff and the other one is lead, and nobody can be both. An admin can take one of the roles away; then write the code again.
link-other-community = This code is from { $there } on { $platform }, and for Kith that is another community than { $here }. An admin has to make the two one first, with { $how }; then ask for a new code.
link-ask = Is { $who } on { $platform } you? Then the two accounts become one person here: one history, one allowance, one set of badges and roles. Thanks between the two are taken back.
    It is the account { $account }, known here since { $since }, with { $n ->
        [one] one message
       *[other] { $shown } messages
    } counted.
link-ask-roles = Whoever uses that account will have what you have here: { $roles }.
link-ask-opted-out = One of the two opted out, so nothing new will be counted for either.
link-ask-sure = Say yes only if that account is your own. Whoever wants a yes for an account that is not yours wants to act in your name.
link-answer-there = If it is you, write { $how } where you asked for the code, within { $n } minutes: you are asked there once more. If it is not, you need do nothing.
link-waits = Good. Now the other account says yes too: on { $platform }, by { $how }.
link-done = Done: { $who } on { $platform } and you are one person here. { $how } parts you again.
link-refused = Good: nothing becomes one. If you did not ask for it, somebody else tried; you need do nothing more.
link-account = { $who } on { $platform }
button-link-yes = Yes, both are mine
button-link-no = No
unlink-only-one = This is your only account here, so there is nothing to part. { $how } is how accounts become one person.
unlink-ask = Your account on { $platform } becomes a person of its own again, apart from { $others }. What was written, given and received on each platform goes back to its account, and so do badges, roles and what was told there. Thanks that were taken back stay so.
button-unlink = Part them
unlink-done = Done: this account is a person of its own again.
community-link-code = Your code is { $code }. On the other platform, an admin types { $how } within { $n } minutes, after “/” or whatever commands begin with there; then admins on both sides are asked whether it is so.
    Whoever has the code can ask for your community, so show it to nobody else.
community-link-already = These are one community already.
community-link-one-a-platform = Both communities are on { $platform }, and a community has one server a platform.
community-link-no-admin = { $who } is not an admin there any more, so nothing was done.
community-link-side = { $name } ({ $platforms })
community-link-one = { $name } ({ $platforms }, { $n ->
    [one] one person
   *[other] { $shown } people
})
community-link-ask = Do { $there } and { $here } become one community? On the other side, { $who } (account { $account }) is the one who asks.
community-link-ask-what = { $stays } takes { $goes } in, with all that was counted there: then there is one digest, one wall and one catalogue of badges. The name, language, zone, rules and badges of { $stays } hold; two badges of one name become one. Digest and log channels stay as they are on each side. Admins of either side are admins of both. It cannot be parted again, so a copy of the database is a good idea.
button-community-link-yes = Yes, make them one
community-link-done = Done: this is one community now, { $name }. { $how } shows what is settled; everybody with accounts on both sides can write { "/link" }.

## Privacy

answered-forgotten = This was done already.
privacy-file = This is everything that Kith keeps about you here. It never kept what your messages say. Kith’s page on privacy says what each part is for, and for how long it stays.
privacy-forget-ask = This erases you here: your name, your accounts, everything that was counted for you, the thanks and badges that you got.
    What you gave to others stays with them: your thanks, reactions and badges go on counting, from “a former member”.
    Roles that the chat server gave you are the server’s own, so they stay. If you write here again, Kith meets you as somebody new; if you only want not to be counted, use { "/privacy optout" }.
    It cannot be undone. { "/privacy get" } gives you a copy first.
privacy-forget-last-admin = You are the only admin here. Whoever asks Kith for something next will be the admin.
button-forget = Forget me
privacy-forgotten = You are forgotten. Thank you for having been here.
privacy-opted-out = From now on, nothing that you do here is counted. What was counted so far stays until { "/privacy forget" }; { "/privacy optin" } brings you back.
privacy-opted-out-already = You opted out before, so nothing new is counted. { "/privacy optin" } brings you back.
privacy-opted-in = Welcome back! What you do here counts again from now on.
privacy-opted-in-already = You are in: what you do here counts. { "/privacy optout" } changes that.

## A page of one's own

page-begin = Welcome! Kith counts a little from everyone and lets you say thanks. Type /shoutout to thank somebody, /contribute to tell of work done elsewhere, /help to see what else there is.
page-badges = Your badges
page-digest = The last weekly digest
page-thank = Say thanks
page-questions = Open questions
page-tell = Tell of a contribution
page-wall = This week’s wall
page-weeks = Your last weeks
