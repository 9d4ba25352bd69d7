## Kiths Worte auf Deutsch: kurz, warm und schlicht. „Du“ zu einer Person, „ihr“ zu vielen.
## Was getippt wird, bleibt englisch: Befehle, Felder, Rollen, on, off, none. „Ein ehemaliges Mitglied“ wird nicht
## gebeugt: Wo es anstelle eines Namens stehen kann, braucht der Satz keinen Dativ.

## Everywhere

list = { $first } und { $last }
either = { $first } oder { $last }
n-more = { $n ->
    [one] 1 weitere Person
   *[other] { $n } weitere
}
decimal = { $whole },{ $hundredths }
day-month = { $day }. { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
}
day-month-short = { $day }. { $month ->
    [1] Jan.
    [2] Feb.
    [3] März
    [4] Apr.
    [5] Mai
    [6] Juni
    [7] Juli
    [8] Aug.
    [9] Sept.
    [10] Okt.
    [11] Nov.
   *[12] Dez.
}
week-days = { $from } – { $to } { $year }
week-days-years = { $from } { $from_year } – { $to } { $year }
wall-code = (Code { $code })
moment = { $day }, { $time }
weekday = { $day ->
    [1] Montag
    [2] Dienstag
    [3] Mittwoch
    [4] Donnerstag
    [5] Freitag
    [6] Samstag
   *[7] Sonntag
}
this-week = diese Woche
week-of = Woche ab { $day }
somebody = jemand
former-member = ein ehemaliges Mitglied
kith-itself = Kith
you-wrote = Du hast geschrieben:
    { $typed }
failed = Entschuldige, bei uns ist etwas kaputtgegangen. Es wurde nichts geändert. Wenn es wieder passiert, gib den Admins bitte diesen Code: { $id }
minutes = { $n ->
    [one] 1 Minute
   *[other] { $n } Minuten
}
days = { $n ->
    [one] 1 Tag
   *[other] { $n } Tage
}

## Answers that could not be used

answer-too-long = Das sind mehr als { $most } Zeichen. Bitte kürze es ein wenig.
too-long = Bitte bleib bei höchstens { $most } Zeichen; es sind { $typed }.
not-one-of = { $typed } kenne ich hier nicht. Möglich ist { $known }.
not-on-or-off = { $typed } sollte „on“ oder „off“ sein.
not-a-number = { $typed } sollte eine ganze Zahl von { $least } bis { $most } sein.
not-a-day = { $typed } konnte ich nicht als Tag lesen. Bitte schreib ihn wie { $example }, oder „today“ oder „yesterday“.
not-a-link = { $typed } sieht nicht wie eine Webadresse aus. Bitte beginne sie mit https://
not-an-emoji = { $typed } ist kein Emoji, das ich kenne. Bitte wähle ein Emoji oder den Namen eines eigenen wie :logo:
unknown-person = Ich kenne hier niemanden namens { $name }. Leute tauchen auf, sobald sie etwas geschrieben haben oder beigetreten sind.
unknown-person-near = Ich kenne hier niemanden namens { $name }. Meinst du { $near }?
several-people = Mehrere Leute heißen { $name }. Bitte wähle aus der Liste oder erwähne die richtige Person.
too-many-people = Bitte nenne höchstens { $most } Leute auf einmal.
unknown-channel = Ich kenne hier keinen Kanal namens { $name }.
everybodys-role = Diese Rolle haben hier alle. Bitte nimm eine, die nur manche haben.
unknown-channel-mentioned = Diesen Kanal sehe ich noch nicht. Bitte lass mich hinein und wähle ihn dann noch einmal.
unknown-role = Ich kenne die Rolle { $name } nicht. Kiths eigene sind lead, expert, staff und admin.
unknown-zone = Ich kenne die Zeitzone { $typed } nicht. Zeitzonen heißen wie Europe/Berlin oder America/New_York.
unknown-zone-near = Ich kenne die Zeitzone { $typed } nicht. Meinst du { $near }?
unknown-message = Diese Nachricht konnte ich nicht mehr finden.
unknown-command = { $typed } kenne ich nicht. { $help } zeigt, was du tun kannst.
unknown-command-near = { $typed } kenne ich nicht. Meinst du { $near }? { $help } zeigt, was du tun kannst.
left-over = „{ $typed }“ habe ich hier nicht verstanden. So geht es: { $usage }
bots-do-not-ask = Kith hört nur auf Menschen.
not-allowed-yet = Das ist für Leute mit der Rolle { $roles }, und noch ist hier niemand Admin. Wer das hier verwalten darf und mich als Erstes um etwas bittet, wird Admin und kann Rollen geben.
not-allowed = Das ist für Leute mit der Rolle { $roles }. { "/roles list" } zeigt, wen du fragen kannst.

## Members and roles

first-admin = Hier war noch niemand admin und du hast zuerst gefragt, deshalb hast du jetzt die Rolle admin. Beginne mit { "/settings" } und ernenne Leads mit { "/roles give" }.
roles-given = { $who } hat jetzt die Rolle { $role }.
roles-given-for-good = { $who } hatte die Rolle { $role } durch eine Rolle auf dieser Plattform. Jetzt bleibt sie, was auch aus jener wird.
roles-taken = { $who } hat die Rolle { $role } nicht mehr.
roles-has-already = { $who } hat die Rolle { $role } schon.
roles-mapped = { $who } hat die Rolle { $role } durch eine Rolle auf dieser Plattform. Bitte nimm jene weg oder ändere das mit /settings.
roles-has-not = { $who } hat die Rolle { $role } nicht.
roles-last-admin = Sonst ist hier niemand admin. Bitte gib die Rolle erst jemand anderem.
roles-not-for-bots = { $who } ist ein Bot, und Rollen sind für Menschen.
roles-staff-or-lead = { $who } kann nicht { $role } sein: Niemand ist zugleich lead und staff, damit Anerkennung von den Mitgliedern kommt. Bitte nimm erst die andere Rolle weg.
roles-none = Noch hat niemand eine Rolle. Admins vergeben sie mit /roles give.
roles-list = Wer welche Rolle hat:
roles-line = • { $role }: { $who }

## Audit log

audit-empty = Im Protokoll steht noch nichts.
audit-title = Was Leads und Admins zuletzt getan haben:
audit-line = • { $at } — { $what }
audit-line-detail = • { $at } — { $what }: { $detail }
audit-action = { $action ->
    [accounts-linked] { $actor } hat zwei Konten verbunden
    [accounts-unlinked] { $actor } hat sich von { $subject } getrennt
    [answer-forgotten] { $actor } hat eine Antwort vergessen lassen
    [expert-began] { $subject } hat jetzt die Rolle expert
    [expert-declined] { $actor } wollte die Rolle expert nicht
    [expert-ended] { $actor } hat die Rolle expert beendet ({ $subject })
    [honorarium-recorded] { $actor } hat aufgeschrieben, was gezahlt wurde ({ $subject })
    [policy-changed] { $actor } hat geändert, wen Fragen erreichen
    [topic-changed] { $actor } hat die Themen geändert
    [badge-defined] { $actor } hat Abzeichen angelegt
    [badge-edited] { $actor } hat ein Abzeichen geändert
    [badge-given] { $actor } hat ein Abzeichen an { $subject } verliehen
    [badge-retired] { $actor } hat ein Abzeichen in den Ruhestand geschickt
    [badge-revoked] { $actor } hat ein Abzeichen entzogen ({ $subject })
    [channel-settled] { $actor } hat die Einstellungen eines Kanals geändert
    [communities-linked] { $actor } und { $subject } haben zwei Communitys vereint
    [contribution-confirmed] { $actor } hat einen Beitrag bestätigt ({ $subject })
    [digest-sent] { $actor } hat den Wochenrückblick gesendet
    [forgotten] { $actor } wollte vergessen werden
    [role-given] { $actor } hat eine Rolle an { $subject } vergeben
    [role-taken] { $actor } hat eine Rolle weggenommen ({ $subject })
    [setting-changed] { $actor } hat eine Einstellung geändert
    [shoutout-retracted] { $actor } hat einen Shout-out zurückgenommen ({ $subject })
   *[other] { $actor } hat etwas getan ({ $action })
}

## Settings

settings-title = So verhält sich Kith hier:
settings-changed = Erledigt. Jetzt gilt:
settings-line = • { $key }: { $value }
settings-how = Um etwas zu ändern, nenne es: /settings zone:Europe/Berlin
settings-next-digest = Der nächste Wochenrückblick kommt am { $at }.
settings-learning-off = Was ich gelernt hatte, ist gelöscht.
settings-learning-on = Ich lerne ab jetzt, wer fragt, wer antwortet und worüber. Texte werden nie aufbewahrt. Mit /privacy sehen, löschen oder verweigern alle, was über sie gelernt wird. Wenn ich eure Vergangenheit kennen soll, importiert euren Verlauf (noch einmal).
settings-no-digest = Noch gibt es keinen Wochenrückblick: Wähle einen Kanal mit /settings digest_channel:#dein-kanal
gone-digest-channel = Der Kanal { $channel }, in den der Wochenrückblick kam, wurde gelöscht. Der Rückblick ruht, bis du einen anderen wählst: /settings digest_channel:#dein-kanal
gone-log-channel = Der Kanal { $channel }, in den der Dank kam, wurde gelöscht. Bis du einen anderen wählst, antwortet Kith auf Dank nur denen, die danken, und zählt ihn: /settings shoutouts:log log_channel:#dein-kanal
gone-log-channel-elsewhere = Der Kanal { $channel }, der für Dank gewählt war, wurde gelöscht. Was dorthin kommen sollte, kommt jetzt in den auf einer anderen Plattform, bis du hier einen anderen wählst: /settings log_channel:#dein-kanal
gone-log-channel-of-few = Der Kanal { $channel }, der für Dank gewählt war, wurde gelöscht. Wo der Dank eines Kanals dorthin kommen sollte, antwortet Kith nur denen, die danken, bis du einen anderen wählst; überall sonst ändert sich nichts: /settings log_channel:#dein-kanal
gone-questions-channel = Der Kanal { $channel }, dessen Leute sich um Fragen kümmern, wurde gelöscht. Bis du einen anderen wählst, erreicht eine Frage, die kein Expert nimmt, vielleicht niemanden: /escalation policy channel:#dein-kanal
gone-role = Die Rolle { $role } wurde gelöscht. Genannt war sie bei { $uses }. Eine Regel, die sie verlangt, lässt durch sie niemanden mehr durch, und eine Regel, die sie ausschließt, schließt durch sie niemanden mehr aus. Sie macht niemanden mehr zu lead, expert oder staff und gehört zu keinem Abzeichen mehr. /settings zeigt alle Regeln.
settings-log-channel = Shout-outs stehen weiter dort, wo sie gegeben werden. { $how } bringt alle in diesen Kanal.
settings-log-needs-channel = Shout-outs können erst in einen Log-Kanal gehen, wenn es einen gibt. Bitte setze auch log_channel.
values-too-long = Bitte bleib bei höchstens { $most } Werten mit je höchstens { $longest } Zeichen.
channel-settled = In { $channel }: Geschriebenes zählt: { $counts }; Shout-outs: { $shoutouts ->
    [none] wie überall
   *[other] { $shoutouts }
}.

## Shout-outs

shoutout-given = 🎉 { $giver } dankt { $who }
shoutout-given-by-staff = 🎉 { $giver } (staff) dankt { $who }
shoutout-value = Das zeigt: { $value }
shoutout-about = Für { $message }
shoutout-this-message = diese Nachricht
shoutout-posted = Schön, dass du Danke sagst! Es ist unterwegs dorthin, wo es alle sehen.
shoutout-left = { $n ->
    [0] Das war dein letzter Dank für heute.
    [one] Du kannst heute noch 1 Person danken.
   *[other] Du kannst heute noch { $n } Leuten danken.
}
shoutout-may-not-give = Shout-outs geben hier nur Leute mit bestimmten Rollen. Die Admins sagen dir gern, welche das sind.
shoutout-used-up = { $n ->
    [one] Du hast heute 1 Person gedankt, mehr geht hier an einem Tag nicht.
   *[other] Du hast heute { $n } Leuten gedankt, mehr geht hier an einem Tag nicht.
} Weiter geht es ab { $again }.
shoutout-not-enough = Für { $who } hat es nicht mehr gereicht: { $n ->
    [one] Eine Person am Tag ist hier das Höchste.
   *[other] { $n } Leute am Tag sind hier das Höchste.
} Weiter geht es ab { $again }.
shoutout-bot = { $who } ist ein Bot und braucht keinen Dank.
shoutout-departed = { $who } ist nicht mehr hier.
shoutout-gate = { $who } kann hier keine Shout-outs bekommen, so will es eine Regel dieser Community.
shoutout-opted-out = { $who } möchte nicht mitgezählt werden. Bitte sag persönlich Danke.
thanks-offer = Du hast { $who } gedankt. Möchtest du daraus ein Shout-out machen, das alle sehen? Das hier siehst nur du, und von selbst wird nichts gezählt.
shoutout-self = Dir selbst kannst du nicht danken. Bestimmt tut es bald jemand anders.
shoutout-too-soon = Du hast { $who } gerade erst gedankt. Es geht wieder ab { $again }.
shoutout-by-reaction = mit einer Reaktion
shoutout-reason-value = { $reason } ({ $value })
shoutout-line = • { $giver } → { $who }: { $reason }
shoutout-line-by-staff = • { $giver } (staff) → { $who }: { $reason }
no-values = Diese Community hat noch keine Liste von Werten, also lässt sich { $typed } nicht auswählen. Bitte lass es weg.
unknown-shoutout = Ich kenne den Shout-out { $typed } nicht. Sein Code steht in /wall am Ende seiner Zeile.
button-undo = Zurücknehmen
undo-nothing = Du hast keinen Shout-out, den du zurücknehmen könntest.
undo-not-yours = Nur wer ihn gegeben hat, kann ihn zurücknehmen.
undo-already = Der Shout-out wurde schon zurückgenommen.
undo-too-late = Shout-outs lassen sich { $minutes } Minuten lang zurücknehmen. Danach können es Leads und Admins.
shoutout-taken-back = Dieser Shout-out wurde zurückgenommen.
undo-done = Zurückgenommen.
retract-done = Der Shout-out { $code } ist zurückgenommen. Der Grund steht im Protokoll.
wall-title = Shout-outs der letzten sieben Tage:
wall-empty = Keine Shout-outs in den letzten sieben Tagen. Wer hat dir geholfen? Sag Danke mit /shoutout
wall-more = … und mehr.

## Contributions

me-title = Was du zuletzt getan hast, { $name }:
me-week = • { $week }: { $kinds }
me-week-empty = • { $week }: nichts gezählt
me-kept = Über dich gespeichert: { $messages ->
    [one] 1 Nachrichtenverweis
   *[other] { $messages } Nachrichtenverweise
} und { $reactions ->
    [one] 1 Reaktion
   *[other] { $reactions } Reaktionen
} (Kennungen und Zeiten, nie der Text). Alles: /privacy get
me-opted-out = Du möchtest nicht mitgezählt werden, also kommt nichts Neues dazu. /privacy optin ändert das.
n-messages = { $n ->
    [one] 1 Nachricht
   *[other] { $n } Nachrichten
}
n-replies = { $n ->
    [one] 1 Antwort
   *[other] { $n } Antworten
}
n-threads = { $n ->
    [one] 1 Thread begonnen
   *[other] { $n } Threads begonnen
}
n-reactions = { $n ->
    [one] 1 Reaktion erhalten
   *[other] { $n } Reaktionen erhalten
}
n-shoutouts = { $n ->
    [one] 1 Shout-out erhalten
   *[other] { $n } Shout-outs erhalten
}
n-staff-shoutouts = { $n ->
    [one] 1 Shout-out vom Staff
   *[other] { $n } Shout-outs vom Staff
}
n-contributions = { $n ->
    [one] 1 Beitrag anderswo
   *[other] { $n } Beiträge anderswo
}
profile-title = { $name }
profile-bot = { $name } ist ein Bot.
profile-opted-out = { $name } möchte nicht mitgezählt werden, also gibt es nichts zu zeigen.
profile-departed = Nicht mehr hier.
profile-roles = { $n ->
    [one] Rolle: { $roles }
   *[other] Rollen: { $roles }
}
profile-thanked = { $n ->
    [0] Noch keine Shout-outs in den letzten { $weeks } Wochen.
    [one] 1 Shout-out in den letzten { $weeks } Wochen.
   *[other] { $n } Shout-outs in den letzten { $weeks } Wochen.
}
leaderboard-off = Hier gibt es keine Rangliste. Admins können sie mit { $how } einschalten.
leaderboard-empty = In den letzten vier Wochen wurde nichts gezählt.
leaderboard-title = Die letzten vier Wochen:
leaderboard-line = { $place }. { $name } — { $points ->
    [one] 1 Punkt
   *[other] { $points } Punkte
}
leaderboard-how = Eine Nachricht zählt 1 Punkt, eine Antwort 2, ein Thread 1, eine erhaltene Reaktion 1, ein erhaltener Shout-out 5, ein bestätigter Beitrag 10.
contribute-when = Bitte wähle einen Tag im vergangenen Jahr, spätestens heute.
contribute-opted-out = Du möchtest nicht mitgezählt werden. /privacy optin ändert das.
contribute-not-with = { $who } kann nicht mitgezählt werden: ein Bot, nicht mehr hier, oder möchte es nicht.
contribute-told = { $who } hat am { $day } etwas beigetragen:
contribute-told-with = { $who } hat am { $day } mit { $others } etwas beigetragen:
contribute-please = Es zählt, sobald ein anderes Mitglied oder ein Lead es bestätigt.
button-confirm = Bestätigen
confirm-gone = Diesen Beitrag gibt es nicht mehr.
confirm-already = Der Beitrag ist schon bestätigt. Danke!
confirm-not-yourself = Du warst selbst dabei, also muss es jemand anderes bestätigen.
confirm-not-staff = Mitglieder bestätigen ihre Beiträge gegenseitig, Staff tut das nicht.
confirm-done = ✅ Bestätigt von { $who }.
count-message = Das zählte als Nachricht am { $day }.
count-reply = Das zählte als Antwort am { $day }.
count-deleted = Diese Nachricht wurde gelöscht und zählt deshalb nicht mehr.
count-not = Das zählte nicht: Wer es geschrieben hat, ist hier nicht mehr bekannt.
count-imported = Die Nachricht kam mit einem Import.
count-bot = Das zählte nicht: Ein Bot hat es geschrieben.
count-opted-out = Das zählte nicht: Wer es geschrieben hat, möchte nicht mitgezählt werden.
count-left-out = Das zählte nicht: { $channel } ist ausgenommen.
count-unknown = Kith hat diese Nachricht nicht gesehen: Sie wurde geschrieben, bevor Kith kam, oder vor so langer Zeit, dass ihr Verweis nicht mehr aufbewahrt wird. Ist sie so alt, zählt sie in den Zahlen weiter mit.
count-shoutouts = { $n ->
    [one] 1 Shout-out gehört dazu.
   *[other] { $n } Shout-outs gehören dazu.
}
count-reaction = Eine Reaktion mit { $emoji } dankt der Person, die es geschrieben hat, solange der Dank für den Tag reicht und die Regeln dieser Community es erlauben.

## Help

help-title = Das kannst du hier tun:
help-line = • { $usage } — { $about }
help-more = Und als { $roles }:
help-menus = Im Menü einer Nachricht: { $messages }. Im Menü eines Mitglieds oder unter den Kurzbefehlen: { $members }.
help-field = • { $name }: { $about }
help-field-optional = • { $name } (wenn du magst): { $about }
help-roles = Für Leute mit der Rolle { $roles }.

## Themen

topics-title = Themen, zu denen man hier Leute fragen kann:
topics-empty = Hier gibt es noch keine Themen. Leads legen sie mit /topic add an.
topics-line = • { $name } ({ $n ->
    [0] noch niemand
    [one] 1 Expert
   *[other] { $n } Experts
})
topics-line-also = { "   " }auch { $names } genannt
topics-ideas = Darüber wird zurzeit auch geredet: { $ideas }. { $how } macht ein Thema daraus.
topics-words = Viele Fragen enthalten zuletzt diese Wörter: { $words }.
topics-none-yet = Hier gibt es noch keine Themen, deshalb lässt sich { $typed } nicht wählen. Ein Lead legt sie mit /topic add an.
topics-none-yet-recruit = Hier gibt es noch keine Themen. Lege eins an: { $how }
topics-too-many = Bitte nenne ein bis { $most } Themen, mit Kommas dazwischen.
unknown-topic = Das Thema { $typed } kenne ich nicht. Es gibt { $known }.
topic-odd-name = { $typed } kann kein Thema heißen: bitte lass Kommas weg.
topic-name-taken = Ein Thema namens { $name } gibt es schon.
topic-added = { $name } ist jetzt ein Thema. { $how } bittet jemanden, Fragen dazu zu beantworten.
topic-merge-itself = { $name } kann kein Teil von sich selbst werden.
topic-merged = { $name } gehört jetzt zu { $into }, und der Name führt weiterhin dorthin.
topic-renamed = { $was } heißt jetzt { $name }.
topic-retired = Zu { $name } wird niemand mehr gefragt.

## Experts

not-hours = { $typed } konnte ich nicht als Stunden einer Woche lesen. Bitte schreib sie so: { $example }
not-days-off = { $typed } konnte ich nicht als Tage lesen. Bitte schreib sie so: { $example }
expert-named = { $paid ->
    [yes] { $standing ->
        [guest] { $who } (zu Gast, vergütet)
        [staff] { $who } (Staff, vergütet)
        [peer] { $who } (vergütet)
       *[expert] { $who } (Expert, vergütet)
    }
   *[no] { $standing ->
        [guest] { $who } (zu Gast)
        [staff] { $who } (Staff)
        [peer] { $who }
       *[expert] { $who } (Expert)
    }
}
expert-opted-out = Du wolltest nicht gezählt werden, deshalb wird niemand zu dir geschickt. /privacy optin ändert das.
expert-offered = Danke! Man darf dich jetzt zu { $topics } fragen.
expert-any-hour = zu jeder Stunde
expert-when = Wann: { $hours } ({ $zone }), { $n ->
    [one] eine Frage zur Zeit
   *[other] höchstens { $n } Fragen auf einmal
}.
expert-days-off = Nicht am { $days }.
expert-from = Gefragt wirst du ab { $at }.
expert-how = { $pause } verschafft dir eine Weile Ruhe, { $retire } für immer.
expert-invitation = { $who }, magst du hier Fragen zu { $topics } beantworten? { $inviter } meint, dass du viel davon verstehst. Du bestimmst, wann man dich fragen darf, und kannst immer nein sagen.
expert-invited = { $who } ist in diesem Kanal gefragt worden.
expert-invite-not = { $who } lässt sich nicht einladen: ein Bot, jemand, der nicht mehr da ist, oder jemand, der nicht gezählt werden möchte.
expert-invite-yourself = Du brauchst keine Einladung: { $how } ist für alle da.
expert-invite-gone = Diese Einladung ist nicht mehr offen.
expert-invite-not-yours = Diese Einladung gilt jemand anderem.
expert-accepted = 🎓 { $who } beantwortet ab jetzt Fragen zu { $topics }. Danke!
expert-declined = { $who } möchte lieber nicht. Das ist in Ordnung!
button-expert-accept = Gern
button-expert-decline = Nein, danke
expert-pause-over = Der Tag ist vorbei. Bitte nimm heute oder einen späteren.
expert-paused = Ruhe sei dir gegönnt: niemand fragt dich über Kith, bis du /expert resume sagst.
expert-paused-until = Ruhe sei dir gegönnt: bis einschließlich { $day } fragt dich niemand über Kith.
expert-resumed = Willkommen zurück! Man darf dich wieder fragen.
expert-not-paused = Du hattest keine Pause, man darf dich also fragen wie bisher.
expert-is-none = { $who } hat hier nicht die Rolle expert.
expert-retired = { $who } wird nicht mehr gefragt. Bitte sag danke!
expert-retired-yourself = Du wirst nicht mehr gefragt. Danke für alle deine Antworten!
experts-title = Wer sich womit auskennt:
experts-none = Noch niemand hat angeboten, gefragt zu werden. Mach den Anfang: { $how }
experts-none-for = Noch niemand hat angeboten, zu { $topic } gefragt zu werden.
experts-line = • { $who }: { $topics } — { $when }
expert-now = darf jetzt gefragt werden
expert-from-line = ab { $at }
expert-full = hat genug zu tun ({ $n ->
    [one] 1 Frage
   *[other] { $n } Fragen
})
expert-pausing = hat Pause
recruit-title = Wer schon gut antwortet und eingeladen werden könnte:
recruit-line = • { $topic } ({ $n ->
    [0] noch niemand
    [one] 1 Expert
   *[other] { $n } Experts
}): { $people }
recruit-line-nobody = • { $topic } ({ $n ->
    [0] noch niemand
    [one] 1 Expert
   *[other] { $n } Experts
}): in den letzten drei Monaten fällt niemand auf
recruit-person = { $answers ->
    [0] { $who } ({ $accepted ->
        [one] 1 hilfreiche Antwort
       *[other] { $accepted } hilfreiche Antworten
    })
    [one] { $accepted ->
        [0] { $who } (hat 1 Frage in { $channel } beantwortet)
        [one] { $who } (hat 1 Frage in { $channel } beantwortet, 1 hilfreiche Antwort)
       *[other] { $who } (hat 1 Frage in { $channel } beantwortet, { $accepted } hilfreiche Antworten)
    }
   *[other] { $accepted ->
        [0] { $who } (hat { $answers } Fragen in { $channel } beantwortet)
        [one] { $who } (hat { $answers } Fragen in { $channel } beantwortet, 1 hilfreiche Antwort)
       *[other] { $who } (hat { $answers } Fragen in { $channel } beantwortet, { $accepted } hilfreiche Antworten)
    }
}
recruit-how = { $how } fragt jemanden; angenommen oder abgelehnt wird mit einem Knopf.
honorarium-when = Bitte nimm einen Tag, der nicht nach heute liegt.
honorarium-recorded = Aufgeschrieben: { $amount } für { $who }. Alle können es sehen.
honoraria-none = Für Antworten ist hier nichts gezahlt worden, soweit Kith weiß.
honoraria-title = Was für Antworten gezahlt wurde, das Neueste zuerst:
honoraria-line = • { $day } { $year }: { $amount } an { $who }, für { $what }

## Fragen, die weiterklettern

ask-too-short = Bitte sag ein wenig mehr, damit dir jemand helfen kann.
ask-too-many = Du hast schon { $n } offene Fragen. Bitte schließ erst eine davon, oder warte ein wenig.
ask-already = Das wird schon gefragt. { $link }
ask-private-nobody = Hier lässt sich noch niemand vertraulich fragen: es gibt niemanden mit der Rolle expert und keinen Kanal der Leads. Bitte frag ohne „private“, oder wende dich an einen Admin.
ask-about-nobody = Für wer das geschrieben hat, lässt sich nicht fragen: ein Bot, oder jemand, der nicht mehr da ist.
ask-about-opted-out = { $who } möchte nicht gezählt werden; frag bitte selbst mit /ask
ask-similar = Das wurde hier schon einmal beantwortet. Hilft dir etwas davon?
ask-similar-line = { $n }. { $what }
ask-helped = Das freut mich!
ask-draft-gone = Diese Frage habe ich nicht mehr. Bitte stell sie noch einmal mit { $how }.
button-helped = Das hat geholfen
button-helped-n = { $n } hat geholfen
button-ask-people = Leute fragen
ask-asked = { $kind ->
    [private] Deine Frage ist unterwegs. Nur du und wer sie nimmt werden sie lesen.
    [behalf] Gefragt; wer es geschrieben hat, erfährt, dass du für ihn oder sie fragst.
   *[open] Deine Frage hat jetzt einen Thread.
}
ask-asking = Zuerst gefragt: { $who }.
ask-asking-private = { $n ->
    [one] Eine Person wird zuerst gefragt, ohne deine Worte.
   *[other] { $n } Leute werden zuerst gefragt, ohne deine Worte.
}
ask-asking-channel = Wer sich um Fragen kümmert, sieht sie jetzt.
ask-waiting = Wer es wissen könnte, ist gerade nicht da und wird ab { $at } gefragt.
ask-nobody = Ehrlich gesagt: dazu lässt sich gerade niemand fragen. Wer es liest, kann trotzdem antworten, die Leads sehen es auf ihrer Liste, und ich suche eine Woche lang täglich weiter.
similar-in-channel = { $link } in { $channel }, { $day }, beantwortet von { $who }
remembered-line = { $question } (beantwortet von { $who })
the-answer = Zur Antwort
question-thread = Eine Frage
question-here = Zum Thread
question-topic = Thema: { $topic }
question-urgent = ⏰ Es ist dringend.
question-card = ❓ { $who } fragt:
question-card-behalf = ❓ { $other } fragt für { $who }:
question-card-private = 🔒 { $who } fragt { $expert }. Sonst liest das niemand.
question-stands = { $state ->
    [answered] Eine Antwort ist da: { $who }.
    [claimed] { $who } ist dran.
    [expired] Ohne Lösung geschlossen.
    [resolved] { $by ->
        [nobody] ✅ Gelöst.
       *[somebody] ✅ Gelöst, dank { $who }.
    }
    [withdrawn] Wird nicht mehr gefragt.
   *[open] Wer es weiß: einfach hier antworten.
}
button-take = Ich übernehme
button-not-now = Jetzt nicht
button-not-mine = Nicht mein Gebiet
button-answered = Ist beantwortet
button-give-back = Ich kann doch nicht
button-solved = Gelöst
button-not-yet = Noch nicht
button-withdraw = Nicht mehr nötig
button-thank = { $name } danken
button-remember = Andere sollen es finden
button-remember-with = … mit Zusammenfassung
asking = { $n ->
    [one] Darf ich dich fragen? Du scheinst dich damit auszukennen:
   *[other] Darf ich euch fragen? Jemand von euch scheint sich damit auszukennen:
}
asking-private = 🔒 Jemand fragt etwas Vertrauliches. Wenn du es übernimmst, gibt es einen Ort nur für euch beide.
asking-line = • { $who } { $reason }
asking-line-bare = • { $who }
asking-line-said = • { $who }: { $reply ->
    [claimed] übernimmt
    [covered] kann sich zurücklehnen
    [not-mine] nicht das Gebiet
    [not-now] jetzt nicht
    [silent] noch keine Antwort; keine Eile, andere werden gefragt
   *[unreached] war nicht zu erreichen
}
channel-question = ❓ Eine Frage von { $who } wartet auf jemanden, der es weiß:
channel-private = 🔒 Eine vertrauliche Frage wartet auf jemanden, der es weiß.
channel-nobody = Es ist niemand mehr zu fragen, jetzt kommt es auf euch an.
did-it-help = { $asker }, { $who } hat geantwortet. Ist es damit gelöst?
question-closed = Diese Frage ist schon geschlossen.
question-gone = Diese Frage habe ich nicht mehr.
question-not-now = Das geht gerade nicht.
question-not-yours = Das sagen andere, etwa wer gefragt hat.
question-elsewhere = Das wird vertraulich auf { $platform } gefragt, und lesen kann es nur, wer dort ein Konto hat. Wenn du eines hast, macht dich { "/link" } zu einer Person.
question-own = Es ist deine eigene Frage. Jemand anderes wird es wissen.
question-taken = Gerade eben hat es jemand anderes übernommen. Trotzdem danke!
question-taken-by = 🙋 { $who } übernimmt und hat Zeit bis { $until }.
question-passed = { $who } gibt weiter.
question-answered-by = { $who } hat geantwortet.
question-solved = ✅ Gelöst.
question-solved-by = ✅ Gelöst, dank { $who }.
question-not-yet = Noch nicht gelöst: ich frage weiter.
question-not-yet-nobody = Noch nicht gelöst, und gerade ist niemand mehr zu fragen. Die Leads sehen es, und ich suche täglich weiter.
question-withdrawn = Wird nicht mehr gefragt.
question-waits = Wer es wissen könnte, ist gerade nicht da und wird ab { $at } gefragt. Bis dahin kann antworten, wer es weiß.
question-nobody = Ehrlich gesagt: gerade ist niemand mehr zu fragen. Die Leads sehen es auf ihrer Liste, und ich suche eine Woche lang täglich weiter. Wer es weiß, kann trotzdem antworten.
question-no-thread = Deine Frage ließ sich dort nicht posten: vielleicht fehlt Kith eine Berechtigung. Ein Admin kann sehen, woran es liegt. Bitte frag anderswo noch einmal.
question-expired-nobody = Es tut mir leid: eine Woche lang fand sich niemand, der es weiß. Die Frage ist geschlossen; stell sie gern noch einmal.
question-expired-silent = Ich schließe das jetzt, da eine Woche lang nichts kam. Frag noch einmal, wenn es noch offen ist.
question-gone-away = Das wird nicht mehr gefragt: die Nachricht ist weg, oder wer gefragt hat.
question-let-go = { $who }, alles gut: jetzt werden andere gefragt, du musst dich nicht darum sorgen.
question-left = { $who } ist nicht mehr da, ich frage also weiter.
mark-no-question = Um diese Nachricht herum sehe ich keine offene Frage.
mark-done = Danke. Wer gefragt hat, wird gefragt, ob es geholfen hat.
remembered = Mit { $how } lässt es sich jetzt finden, und wer dasselbe fragt, sieht es zuerst. Danke!
remember-already = Es lässt sich schon finden.
answers-title = Was hier schon beantwortet wurde:
answers-none = So eine Antwort habe ich nicht gefunden. { $how } fragt Leute.
answers-line = • { $what } ({ $n ->
    [0] Code { $code }
    [one] hat noch einmal geholfen, Code { $code }
   *[other] hat noch { $n }-mal geholfen, Code { $code }
})
answer-forgotten = Es lässt sich nicht mehr finden.
answer-not-yours = Wer gefragt oder geantwortet hat, kann es zurücknehmen, oder ein Lead.
unknown-answer = Die Antwort { $typed } kenne ich nicht. Ihr Code steht in /answers am Ende der Zeile.
questions-none = Nichts wartet auf eine Antwort. Gut gemacht!
questions-mine = Deine:
questions-open = Warten auf jemanden:
questions-channels = In Kanälen unbeantwortet:
questions-untold = eine vertrauliche Frage
questions-about = eine vertrauliche Frage zu { $topic }
questions-line = • { $at } — { $who }: { $what } — { $nobody ->
    [yes] es ist niemand mehr zu fragen.
   *[no] { $stands }
} { $link }
questions-reach-nobody = ⚠️ Eine weitergereichte Frage würde hier { $peers ->
    [yes] nur Mitglieder erreichen, die es zufällig wissen
   *[no] niemanden erreichen
}: es gibt niemanden mit der Rolle expert und keinen Kanal derer, die sich um Fragen kümmern. { $invite } oder { $channel } ändert das.
not-steps = { $typed } konnte ich nicht als Schritte lesen. Bitte schreib ein bis { $most } davon so: { $example }
policy-title = Wen eine Frage hier erreicht, Schritt für Schritt:
policy-changed = Erledigt. Fragen erreichen ab jetzt so jemanden:
policy-line = { $n }. { $step }
policy-hours = Geschäftszeiten: { $hours } ({ $zone }). Ein Schritt mit „always“ wartet nicht darauf, und was dringend ist auch nicht.
policy-channel = Wer sich um Fragen kümmert, liest { $channel }.
policy-no-channel = Wer sich um Fragen kümmert, hat noch keinen Kanal: { $how }
n-answers = { $n ->
    [one] 1 hilfreiche Antwort
   *[other] { $n } hilfreiche Antworten
}

## Digest

not-a-week = { $typed } konnte ich nicht als Woche lesen. Bitte schreib sie wie { $example }.
digest-title = { $community } · { $week }
digest-empty = Noch gibt es nichts zu erzählen: Niemand hat etwas geschrieben, das Kith gesehen hat.
digest-no-channel = Bitte wähle erst einen Kanal für den Wochenrückblick: { $how }
digest-went-out = Der Wochenrückblick für { $week } ist schon verschickt. Er steht in { $channel }.
digest-not-over = Diese Woche ist noch nicht vorbei.
digest-sent = Der Wochenrückblick ist unterwegs nach { $channel }.
digest-late = (Dieser Wochenrückblick war am { $at } fällig; Kith lief da gerade nicht.)
digest-details = Die Einzelheiten stehen im Thread.
digest-quiet = Eine ruhige Woche: { $active ->
    [0] Niemand hat geschrieben
    [one] 1 Person hat { $written ->
        [one] 1 Nachricht
       *[other] { $written } Nachrichten
    } geschrieben
   *[other] { $active } Leute haben { $written ->
        [one] 1 Nachricht
       *[other] { $written } Nachrichten
    } geschrieben
}.
digest-active = 👥 { $n ->
    [one] 1 Person war
   *[other] { $shown } Leute waren
} dabei (in der Woche davor { $before }), mit { $written ->
    [one] 1 Nachricht
   *[other] { $messages } Nachrichten
} ({ $messages_before }).
digest-part = 🌱 { $newcomers ->
    [0] Niemand Neues
    [one] 1 neue Person
   *[other] { $newcomers } Neue
} ({ $newcomers_before }), { $returning } zurückgekehrt ({ $returning_before }), { $quiet } still geworden ({ $quiet_before }).
digest-visitors = 🧭 Darunter { $n ->
    [one] 1 Gast
   *[other] { $n } Gäste
} (Nachrichten: { $written }).
digest-spread = ⚖️ Die Hälfte der Nachrichten kam von { $half } der { $active } Leute; das aktivste Zehntel schrieb { $tenth } % (Gini { $gini }).
digest-spread-narrower = Das ist deutlich ungleicher als in der Woche davor: Weniger Leute trugen das Gespräch.
digest-spread-wider = Das ist deutlich ausgeglichener als in der Woche davor: Mehr Leute trugen das Gespräch.
digest-thanks = 🎉 { $given ->
    [one] 1 Shout-out
   *[other] { $given } Shout-outs
} (in der Woche davor { $before }) für { $thanked ->
    [one] 1 Person
   *[other] { $thanked } Leute
}, { $first ->
    [0] niemand davon zum ersten Mal.
    [one] 1 davon zum ersten Mal.
   *[other] { $first } davon zum ersten Mal.
}
digest-no-thanks = 🎉 Keine Shout-outs (in der Woche davor { $before }).
digest-thanks-staff = { $n ->
    [one] Dazu kam 1 vom Staff.
   *[other] Dazu kamen { $n } vom Staff.
}
digest-badges = { $n ->
    [one] 1 Abzeichen wurde verliehen.
   *[other] { $n } Abzeichen wurden verliehen.
}
digest-all-answered = ❓ { $asked ->
    [one] Die eine Frage wurde beantwortet
   *[other] Alle { $asked } Fragen wurden beantwortet
}, soweit Kith das sehen kann.
digest-unanswered = ❓ { $open ->
    [one] 1 von { $asked } Fragen ist
   *[other] { $open } von { $asked } Fragen sind
} unbeantwortet, soweit Kith das sehen kann.
digest-next = Was ihr als Nächstes tun könntet
digest-todo = { $n }. { $what }
advice-answer = { $n ->
    [one] Findet jemanden für die offene Frage in { $channel }.
   *[other] Findet Leute für die { $n } offenen Fragen, die älteste in { $channel }.
}
advice-deliver = { $n ->
    [one] 1 Nachricht von Kith konnte nicht zugestellt werden.
   *[other] { $n } Nachrichten von Kith konnten nicht zugestellt werden.
} „kith doctor“ sagt, warum.
advice-find-leads = Noch gibt es keine Leads. Lasst die Mitglieder zwei oder drei wählen und ernennt sie mit /roles give.
advice-greet = Begrüßt die Neuen: { $who }.
advice-miss = Fragt nach, wie es allen geht, die still geworden sind: { $who }.
advice-remind = Niemand hat sich bedankt. Macht den Anfang mit { $how }.
advice-thank = Denkt an { $who }: viel getan in letzter Zeit, und seit acht Wochen kein Dank.
advice-widen = Macht Platz für stillere Leute: { $half ->
    [one] 1 Person schrieb die Hälfte von allem.
   *[other] { $half } Leute schrieben die Hälfte von allem.
} Eine Frage an alle oder ein Thread für Neue ist ein Anfang.
details-people = Wer dabei war
details-newcomers = • Neu dabei ({ $n }): { $who }
details-returning = • Zurück nach vier stillen Wochen ({ $n }): { $who }
details-quiet = • Still geworden ({ $n }): { $who }
details-thanks = In den Worten der Mitglieder
details-thanks-line = { $giver } an { $who }:
details-unthanked = Viel getan, und seit acht Wochen kein Dank
details-unthanked-line = • { $who }: { $n ->
    [one] 1 Nachricht
   *[other] { $shown } Nachrichten
} in vier Wochen
details-badges = Abzeichen
details-badge-line = • { $badge } für { $who }: { $citation }
details-questions = Fragen, die niemand beantwortet hat, soweit Kith das sehen kann
details-question = Frage
details-question-line = • { $link } ({ $who }) in { $channel }, { $at }
details-questions-more = … und { $n } mehr.
details-channels = Die lebhaftesten Kanäle
details-channel-line = • { $channel }: { $n ->
    [one] 1 Nachricht
   *[other] { $shown } Nachrichten
} von { $people ->
    [one] 1 Person
   *[other] { $people } Leuten
}
details-how = So wird gezählt
details-how-lines = Eine Woche geht von Montag bis Sonntag. Neu ist, wer zum allerersten Mal schrieb; zurückgekehrt, wer vier Wochen still war; still geworden, wer in zwei der letzten vier Wochen schrieb und in dieser nicht. In Klammern: die Woche davor.
details-how-questions = Eine Frage ist offen, wenn niemand in ihrem Thread schrieb, niemand innerhalb eines Tages direkt antwortete oder die fragende Person nannte und niemand innerhalb einer Viertelstunde als Nächstes im Kanal schrieb.
picture-weeks-title = { $n ->
    [one] 1 Person war dabei
   *[other] { $shown } Leute waren dabei
}, in der Woche davor { $before }
picture-weeks-alt-week = Woche ab { $day }: { $active ->
    [one] 1 Person
   *[other] { $active } Leute
}, { $written ->
    [one] 1 Nachricht
   *[other] { $written } Nachrichten
}
picture-active = { $n ->
    [one] Person war dabei
   *[other] Leute waren dabei
}
picture-messages = { $n ->
    [one] Nachricht geschrieben
   *[other] Nachrichten geschrieben
}
picture-breadth-title = Die Hälfte der Nachrichten kam von { $half } der { $active } Leute
picture-breadth-alt = { $title }; das aktivste Zehntel schrieb { $tenth } %.
picture-few = { $n ->
    [one] 1 Person schrieb
   *[other] { $n } Leute schrieben
}
picture-others = { $n ->
    [one] 1 weitere Person schrieb
   *[other] { $shown } weitere schrieben
}
picture-half = die Hälfte der Nachrichten
picture-other-half = die andere Hälfte
picture-quiet = Zu ruhig für eine Aussage
picture-bars = { $n ->
    [one] Person schrieb die Hälfte der Nachrichten
   *[other] Leute schrieben die Hälfte der Nachrichten
}
picture-of-active = Aktive insgesamt
picture-top-tenth = aktivstes Zehntel

digest-answered = 🙋 Zuerst geantwortet: { $peers }-mal Mitglieder, { $experts }-mal Experts, { $staff }-mal Staff ({ $share } % aus der Mitte).
digest-first-answer = Wartezeit bis zur ersten Antwort, bei der Hälfte: höchstens { $span }.
digest-solution = Bis zur Lösung: höchstens { $span }.
digest-climbed = 🧗 Fragen, die weiterkletterten: { $opened } neu, { $solved } gelöst, { $expired } ungelöst geschlossen, { $nobody ->
    [0] keine
   *[other] { $nobody }
} ohne noch jemanden zum Fragen.
details-climbing = Fragen, die klettern, die älteste zuerst
details-climbing-line = • { $at } — { $who }: { $what }{ $nobody ->
    [yes] { " " }— niemand mehr zu fragen
   *[no] { "" }
} { $link }
details-experts = Experts und Themen
details-expert-busy = • { $who } hat genug zu tun ({ $n ->
    [one] 1 Frage
   *[other] { $n } Fragen
})
details-topic-lacks = • { $topic } hat niemanden mit der Rolle expert
details-topic-lacks-but = • { $topic } hat niemanden mit der Rolle expert. Einladen ließen sich: { $people }
advice-find-experts = Findet jemanden für { $topics }: { $how } zeigt, wer schon gut antwortet.
advice-help-climbers = { $n ->
    [one] Beantwortet die Frage, für die niemand mehr zu fragen war.
   *[other] Beantwortet die { $n } Fragen, für die niemand mehr zu fragen war.
}
picture-waits-title = Wartezeit bis zur ersten Antwort, bei der Hälfte: höchstens { $span }
picture-waits-none = Diese Woche hat niemand eine Frage beantwortet
picture-waits-minutes = Minuten bis zur ersten Antwort (Median)
picture-waits-hours = Stunden bis zur ersten Antwort (Median)
picture-waits-alt-week = { $day }: { $span }
hours = { $n ->
    [one] 1 Stunde
   *[other] { $n } Stunden
}

## Warum jemand gefragt wird: geht nach einem Namen weiter

reason-active-here = ist in { $channel } aktiv
reason-answered-asker = hat dir schon geantwortet
reason-answered-here = { $n ->
    [one] hat diesen Monat eine Frage in { $channel } beantwortet
   *[other] hat diesen Monat { $n } Fragen in { $channel } beantwortet
}
reason-answered-similar = { $n ->
    [one] hat eine ähnliche Frage beantwortet
   *[other] hat { $n } ähnliche Fragen beantwortet
}
reason-answered-similar-in = { $n ->
    [one] hat eine ähnliche Frage in { $channel } beantwortet
   *[other] hat { $n } ähnliche Fragen in { $channel } beantwortet
}
reason-answered-similar-lately = { $n ->
    [one] hat in den letzten 30 Tagen eine ähnliche Frage in { $channel } beantwortet
   *[other] hat in den letzten 30 Tagen { $n } ähnliche Fragen in { $channel } beantwortet
}
reason-declared = hat hierzu Hilfe angeboten
reason-holds-role = { $role ->
    [admin] ist hier Admin
    [expert] ist hier Expert
    [staff] gehört hier zum Staff
   *[other] ist hier Lead
}
reason-here-now = war in der letzten Stunde hier
reason-named = ist in der Frage genannt
reason-replied-here = { $n ->
    [one] hat diesen Monat einmal in { $channel } geantwortet
   *[other] hat diesen Monat { $n }-mal in { $channel } geantwortet
}
reason-writes-about = schreibt über dieses Thema

## Badges

badges-held = Abzeichen: { $badges }
badges-none = Hier gibt es noch keine Abzeichen. Leads und Admins legen sie mit { "/badge define" } an.
badges-title = Die Abzeichen hier. Leads verleihen sie:
badges-line = • { $badge }: { $meaning }
    Dafür: { $criteria }
badges-held-none = { $who } hat noch keine Abzeichen.
badges-held-title = Abzeichen von { $who }:
badges-held-line = • { $badge } — verliehen am { $day } durch { $giver }: { $citation }
badge-given = 🏅 { $giver } verleiht { $who } das Abzeichen { $badge }
badge-card-whom = für { $who }
badge-card-foot = { $community }, { $day } { $year }
badge-card-alt = Das Abzeichen { $badge } für { $who }
badge-has-already = { $who } trägt { $badge } schon.
badge-has-not = { $who } trägt { $badge } nicht.
badge-not-by-staff = Abzeichen kommen von Mitgliedern, Staff verleiht sie nicht. Ein Shout-out ist immer willkommen.
badge-not-oneself = Dir selbst kannst du kein Abzeichen verleihen. Andere Leads können es.
badge-not-for-bots = { $who } ist ein Bot, und Abzeichen sind für Menschen.
badge-departed = { $who } ist nicht mehr hier.
badge-opted-out = { $who } möchte nicht mitgezählt werden, und das gilt auch für Abzeichen. Bitte sag persönlich Danke.
badge-defined = { $badge } ist im Katalog. Leads können es jetzt verleihen.
badge-role-by-admins = Welche Rolle dieser Plattform zu einem Abzeichen gehört, bestimmen Admins, denn Rollen können Macht verleihen. Bitte lass role weg oder frag einen Admin.
badge-step-without-ladder = Eine Stufe gehört zu einer Leiter, und hier ist keine genannt. Bitte nenne sie auch, etwa ladder:Lotsen, oder lass step weg.
badge-edited = { $badge } ist geändert, auch für alle, die es tragen.
badge-edit-nothing = An { $badge } würde sich nichts ändern. Bitte sag, was anders werden soll, etwa colour:#1b5e8c
badge-retired = { $badge } ist im Ruhestand. Wer es trägt, behält es.
badge-is-retired = { $badge } ist im Ruhestand: Wer es trägt, behält es, und niemand bekommt es neu.
badge-revoked = { $who } trägt { $badge } nicht mehr. Der Grund steht im Protokoll.
badge-name-taken = Es gibt schon ein Abzeichen { $badge }. Bitte wähle einen anderen Namen.
badge-name-taken-by-retired = Ein Abzeichen im Ruhestand heißt { $badge }. Bitte wähle einen anderen Namen oder benenne jenes mit { "/badge edit" } um.
unknown-badge = Ich kenne hier kein Abzeichen namens { $typed }. Zur Wahl: { $known }.
unknown-platform-role = Ich kenne auf dieser Plattform keine Rolle namens { $typed }. Bitte wähle eine aus der Liste.
not-a-colour = { $typed } konnte ich nicht als Farbe lesen. Bitte schreib sie wie #1b5e8c: sechs Ziffern oder Buchstaben von a bis f.
starter-connector = Brückenbau
starter-connector-meaning = Bringt Menschen zusammen.
starter-connector-criteria = Mach Leute miteinander bekannt, die dann etwas gemeinsam tun, oder richte ein Treffen aus, bei dem sie es können.
starter-curious-mind = Neugier
starter-curious-mind-meaning = Fragt, was sich auch andere schon gefragt haben.
starter-curious-mind-criteria = Stell Fragen, deren Antworten vielen helfen.
starter-good-neighbour = Gute Nachbarschaft
starter-good-neighbour-meaning = Freundlich, auch wenn es schwerfällt.
starter-good-neighbour-criteria = Halte ein schwieriges Gespräch fair, oder sei da, wenn jemand nicht weiterweiß.
starter-guide = Wegweiser
starter-guide-meaning = Zeigt Neuen den Weg.
starter-guide-criteria = Heiße Leute willkommen und begleite sie bei ihren ersten Schritten.
starter-problem-solver = Spürnase
starter-problem-solver-meaning = Bleibt dran, bis ein Problem gelöst ist.
starter-problem-solver-criteria = Finde die Ursache von etwas, an dem andere nicht weiterkamen, und zeig, wie du es geschafft hast.
starter-writer = Feder
starter-writer-meaning = Schreibt Dinge für alle auf.
starter-writer-criteria = Schreib oder verbessere eine Anleitung, Notizen oder Doku, die andere jetzt nutzen.

## Links

link-code = Dein Code ist { $code }. Schreib auf der anderen Plattform binnen { $n } Minuten { $how }, nach „/“ oder womit Befehle dort beginnen; dann werden beide Konten gefragt, ob es so ist.
    Wer den Code hat, kann darum bitten, du zu sein: Zeig ihn niemandem.
link-code-was-given = Du hast einen Code bekommen. { $how } gibt dir einen neuen.
link-wrong-code = { $typed } ist kein Code, der jetzt gilt: Jeder gilt einmal, und nicht lange. { $how } auf der anderen Plattform gibt dir einen neuen. { $n ->
    [0] Das war fürs Erste der letzte Versuch.
    [one] Du hast noch einen Versuch.
   *[other] Du hast noch { $n } Versuche.
}
link-too-many = Das waren zu viele falsche Codes. Warte bitte { $n } Minuten und lass dir dann auf der anderen Plattform einen neuen geben.
link-gone = Das ist nicht mehr offen. { $how } gibt dir einen neuen Code.
link-same-account = Dieser Code ist dein eigener, und du hast ihn mit diesem Konto geholt. Schreib ihn auf einer anderen Plattform als { $platform }.
link-already = Ihr seid hier schon eine Person.
link-one-a-platform = Ihr beide habt ein Konto auf { $platform }, und eine Person hat ein Konto je Plattform. Soll eines davon ein anderes sein, trennt { "/unlink" } es zuerst.
link-staff-or-lead = Eines dieser Konten ist staff, das andere lead, und beides zugleich geht nicht. Ein Admin kann eine der Rollen nehmen; schreib den Code dann noch einmal.
link-other-community = Dieser Code ist aus { $there } auf { $platform }, und das ist für Kith eine andere Community als { $here }. Ein Admin muss die beiden erst mit { $how } vereinen; hol dir dann einen neuen Code.
link-ask = Bist du das, { $who } auf { $platform }? Dann werden die beiden Konten hier eine Person: eine Geschichte, ein Kontingent, dieselben Abzeichen und Rollen. Dank zwischen den beiden wird zurückgenommen.
    Es ist das Konto { $account }, hier bekannt seit { $since }, mit { $n ->
        [one] einer gezählten Nachricht
       *[other] { $shown } gezählten Nachrichten
    }.
link-ask-roles = Wer jenes Konto benutzt, hat dann, was du hier hast: { $roles }.
link-ask-opted-out = Eines der beiden möchte nicht mitgezählt werden, also kommt für beide nichts Neues dazu.
link-ask-sure = Sag nur Ja, wenn jenes Konto dein eigenes ist. Wer ein Ja für ein fremdes Konto will, will in deinem Namen handeln.
link-answer-there = Wenn du es bist, schreib binnen { $n } Minuten { $how }, wo du den Code geholt hast: Dort wirst du noch einmal gefragt. Wenn nicht, musst du nichts tun.
link-waits = Gut. Jetzt sagt noch das andere Konto Ja: auf { $platform }, mit { $how }.
link-done = Erledigt: { $who } auf { $platform } und du seid hier eine Person. { $how } trennt euch wieder.
link-refused = Gut: Nichts wird verbunden. Wenn du nicht darum gebeten hast, hat es jemand anders versucht; du musst nichts weiter tun.
link-account = { $who } auf { $platform }
button-link-yes = Ja, beide sind meine
button-link-no = Nein
unlink-only-one = Das ist dein einziges Konto hier, es gibt also nichts zu trennen. Mit { $how } werden Konten eine Person.
unlink-ask = Dein Konto auf { $platform } wird wieder eine Person für sich, getrennt von { $others }. Was auf jeder Plattform geschrieben, gegeben und bekommen wurde, geht an sein Konto zurück, ebenso Abzeichen, Rollen und was dort gemeldet wurde. Zurückgenommener Dank bleibt zurückgenommen.
button-unlink = Trennen
unlink-done = Erledigt: Dieses Konto ist wieder eine Person für sich.
community-link-code = Dein Code ist { $code }. Auf der anderen Plattform schreibt ein Admin binnen { $n } Minuten { $how }, nach „/“ oder womit Befehle dort beginnen; dann werden Admins auf beiden Seiten gefragt, ob es so ist.
    Wer den Code hat, kann um deine Community bitten: Zeig ihn sonst niemandem.
community-link-already = Das ist schon eine Community.
community-link-one-a-platform = Beide Communitys sind auf { $platform }, und eine Community hat einen Server je Plattform.
community-link-no-admin = { $who } ist dort nicht mehr Admin, also ist nichts geschehen.
community-link-side = { $name } ({ $platforms })
community-link-one = { $name } ({ $platforms }, { $n ->
    [one] eine Person
   *[other] { $shown } Personen
})
community-link-ask = Werden { $there } und { $here } eine Community? Auf der anderen Seite fragt { $who } (Konto { $account }).
community-link-ask-what = { $stays } nimmt { $goes } auf, mit allem, was dort gezählt wurde: Dann gibt es einen Wochenrückblick, eine Wand und einen Katalog von Abzeichen. Name, Sprache, Zeitzone, Regeln und Abzeichen von { $stays } gelten; zwei Abzeichen mit einem Namen werden eins. Die Kanäle für Rückblick und Protokoll bleiben auf jeder Seite, wie sie sind. Admins der einen Seite sind es auch auf der anderen. Trennen lässt es sich nicht wieder; eine Kopie der Datenbank ist also eine gute Idee.
button-community-link-yes = Ja, vereinen
community-link-done = Erledigt: Das ist jetzt eine Community, { $name }. { $how } zeigt, was eingestellt ist; wer auf beiden Seiten ein Konto hat, kann { "/link" } schreiben.

## Privacy

answered-forgotten = Das ist schon erledigt.
privacy-file = Das ist alles, was Kith hier über dich aufbewahrt. Was in deinen Nachrichten steht, hat Kith nie aufbewahrt. Kiths Seite zum Datenschutz sagt, wofür jeder Teil da ist und wie lange er bleibt.
privacy-forget-ask = Das löscht dich hier: deinen Namen, deine Konten, alles, was für dich gezählt wurde, den Dank und die Abzeichen, die du bekommen hast.
    Was du anderen gegeben hast, behalten sie: Dein Dank, deine Reaktionen und Abzeichen zählen weiter, nun durch „ein ehemaliges Mitglied“.
    Rollen, die dir der Chatserver gegeben hat, gehören dem Server und bleiben. Wenn du hier wieder schreibst, lernt Kith dich neu kennen; wenn du nur nicht mitgezählt werden möchtest, nimm { "/privacy optout" }.
    Das lässt sich nicht rückgängig machen. { "/privacy get" } gibt dir vorher eine Kopie.
privacy-forget-last-admin = Außer dir ist hier niemand admin. Wer Kith als Nächstes um etwas bittet, bekommt die Rolle.
button-forget = Vergiss mich
privacy-forgotten = Du bist vergessen. Danke, dass du hier warst.
privacy-opted-out = Ab jetzt wird nichts mehr gezählt, was du hier tust. Was bisher gezählt wurde, bleibt bis { "/privacy forget" }; { "/privacy optin" } bringt dich zurück.
privacy-opted-out-already = Du wolltest schon nicht mehr mitgezählt werden, also kommt nichts Neues dazu. { "/privacy optin" } bringt dich zurück.
privacy-opted-in = Willkommen zurück! Was du hier tust, zählt ab jetzt wieder.
privacy-opted-in-already = Du bist dabei: Was du hier tust, zählt. { "/privacy optout" } ändert das.

## The words on forms, which English declares beside the commands. At most 100 characters; in a menu at most 32.

form-answer-forget-about = Lässt eine Antwort vergessen: die eigene, oder jede als Lead oder Admin.
form-answer-forget-answer = Welche? Ihr Code steht am Ende der Zeile
form-answers-about = Findet Antworten, die es hier schon gab.
form-answers-search = Wonach suchst du? Die neuesten, wenn du es weglässt
form-answers-topic = Nur zu diesem Thema
form-ask-about = Fragt Leute, die es wissen. Zuerst siehst du, was schon beantwortet wurde.
form-ask-about-about = Fragt zu dieser Nachricht Leute, die es wissen.
form-ask-about-menu = Experts fragen
form-ask-about-on = Die Nachricht
form-ask-about-topic = Worum geht es? Kith findet es heraus, wenn du es weglässt
form-ask-helped-about = Sagt, dass eine frühere Antwort geholfen hat.
form-ask-helped-answer = Welche Antwort?
form-ask-helped-draft = Welcher Entwurf?
form-ask-now-about = Fragt doch Leute.
form-ask-now-draft = Welcher Entwurf?
form-ask-private = Nur für dich und wer antwortet?
form-ask-question = Was möchtest du wissen?
form-ask-topic = Worum geht es? Kith findet es heraus, wenn du es weglässt
form-ask-urgent = Kann es nicht warten?
form-audit-about = Zeigt, was Leads und Admins zuletzt taten: Abzeichen, Rollen, Einstellungen und mehr.
form-audit-member = Nur, was dieses Mitglied betrifft
form-badge-define-about = Legt ein neues Abzeichen für diese Community an.
form-badge-define-colour = Seine Farbe, etwa #1b5e8c
form-badge-define-criteria = Was tut jemand, um es zu bekommen?
form-badge-define-emoji = Sein Emoji
form-badge-define-meaning = Was sagt es über jemanden?
form-badge-define-name = Wie heißt es?
form-badge-define-ladder = Die Leiter, deren Stufe es ist
form-badge-define-step = Wie hoch es auf seiner Leiter steht
form-badge-define-role = Die Rolle auf dieser Plattform, die dazugehört
form-badge-edit-about = Ändert ein Abzeichen. Was du weglässt, bleibt, wie es ist.
form-badge-edit-badge = Welches Abzeichen?
form-badge-edit-colour = Seine neue Farbe, etwa #1b5e8c
form-badge-edit-criteria = Was jemand tut, um es zu bekommen
form-badge-edit-emoji = Sein neues Emoji
form-badge-edit-meaning = Was es über jemanden sagt
form-badge-edit-name = Sein neuer Name
form-badge-edit-ladder = Die Leiter, deren Stufe es ist, oder none
form-badge-edit-step = Wie hoch es auf seiner Leiter steht
form-badge-edit-role = Die Rolle auf dieser Plattform, die dazugehört, oder none
form-badge-give-about = Verleiht jemandem ein Abzeichen, in deinen eigenen Worten.
form-badge-give-badge = Welches Abzeichen?
form-badge-give-citation = Wofür? Alle können es lesen
form-badge-give-member = Wer hat es verdient?
form-badge-give-menu = Abzeichen verleihen
form-badge-list-about = Zeigt die Abzeichen dieser Community oder die, die jemand trägt.
form-badge-list-member = Von wem? Alle, die es gibt, wenn du es weglässt
form-badge-retire-about = Schickt ein Abzeichen in den Ruhestand: Wer es hat, behält es, und niemand bekommt es neu.
form-badge-retire-badge = Welches Abzeichen?
form-badge-revoke-about = Entzieht jemandem ein Abzeichen, mit einem Grund, der im Protokoll bleibt.
form-badge-revoke-badge = Welches Abzeichen?
form-badge-revoke-member = Wem?
form-badge-revoke-why = Warum?
form-channel-about = Zeigt und ändert, wie sich Kith in einem Kanal verhält.
form-channel-channel = Welcher Kanal?
form-channel-counts = Ob zählt, was hier geschrieben wird
form-channel-shoutouts = Wie Shout-outs hier beantwortet werden, oder none: wie überall
form-community-link-about = Macht diese Community eins mit der auf einer anderen Plattform.
form-community-link-code = Der Code, den Kith dort einem Admin gab; ohne ihn bekommst du einen
form-confirm-about = Bestätigt einen Beitrag von jemandem.
form-confirm-contribution = Welchen?
form-contribute-about = Meldet, was du anderswo getan hast. Es zählt, sobald jemand anders es bestätigt.
form-contribute-link = Wo können andere es sehen?
form-contribute-what = Was hast du getan?
form-contribute-when = Wann? Ein Tag wie 2026-11-20; heute, wenn du es weglässt
form-contribute-with = Wer war mit dabei?
form-did-this-count-about = Sagt, wie Kith eine Nachricht gesehen hat, und warum.
form-did-this-count-menu = Hat das gezählt?
form-did-this-count-on = Die Nachricht
form-digest-preview-about = Zeigt dir den Wochenrückblick, bevor ihn alle anderen lesen.
form-digest-preview-week = Welche Woche, etwa 2026-W41; die letzte ganze, wenn du es weglässt
form-digest-send-about = Postet den Wochenrückblick sofort.
form-digest-send-week = Welche Woche, etwa 2026-W41; die letzte ganze, wenn du es weglässt
form-escalation-policy-about = Zeigt oder ändert, wen eine Frage erreicht, Schritt für Schritt.
form-escalation-policy-channel = Der Kanal derer, die sich um Fragen kümmern, oder none
form-escalation-policy-hours = Geschäftszeiten, etwa mon-fri 9-18
form-escalation-policy-steps = Die Schritte, etwa peers 3 30m always, expert 4h, experts 1d, channel 1d
form-expert-accept-about = Nimmt an, Fragen zu beantworten.
form-expert-accept-invitation = Welche Einladung?
form-expert-decline-about = Lehnt ab, Fragen zu beantworten.
form-expert-decline-invitation = Welche Einladung?
form-expert-invite-about = Bittet jemanden, Fragen zu Themen zu beantworten; angenommen wird mit einem Knopf.
form-expert-invite-guest = Nur zu Gast: für das eigene Wissen bekannt, sonst nicht hier?
form-expert-invite-member = Wen?
form-expert-invite-topics = Welche Themen? Mit Kommas dazwischen
form-expert-list-about = Zeigt, wer sich womit auskennt und jetzt gefragt werden darf.
form-expert-list-topic = Nur dieses Thema
form-expert-offer-about = Sag, was du weißt und wann man dich fragen darf. Lässt du das Wann weg, bleibt es.
form-expert-offer-days-off = Freie Tage, etwa 2026-12-24..2027-01-02, oder none
form-expert-offer-hours = Wann in der Woche, etwa mon-fri 9-17, oder none für jede Stunde
form-expert-offer-limit = Wie viele Fragen höchstens auf einmal?
form-expert-offer-topics = Welche Themen? Mit Kommas dazwischen
form-expert-offer-zone = Deine eigene Zeitzone
form-expert-pause-about = Lässt dich eine Weile von niemandem über Kith fragen.
form-expert-pause-until = Bis zu welchem Tag, etwa 2026-11-20; ohne Angabe, bis du weitermachst
form-expert-recruit-about = Zeigt zu jedem Thema, wer gut antwortet und eingeladen werden könnte.
form-expert-recruit-topic = Nur dieses Thema
form-expert-resume-about = Lässt dich nach einer Pause wieder fragen.
form-expert-retire-about = Hört auf, Fragen anzunehmen. Was du übernommen hast, bleibt deins.
form-expert-retire-member = Jemand anderes, als Lead oder Admin; du selbst, wenn du es weglässt
form-help-about = Zeigt, was du hier tun kannst.
form-help-command = Ein Befehl, um sein Formular zu sehen
form-honorarium-list-about = Zeigt, was wem für Antworten gezahlt wurde.
form-honorarium-list-member = Nur an dieses Mitglied
form-honorarium-record-about = Schreibt auf, was jemand für Antworten bekam. Alle können es lesen.
form-honorarium-record-amount = Wie viel, mit der Währung, etwa 200 EUR
form-honorarium-record-member = Wer hat es bekommen?
form-honorarium-record-what = Wofür?
form-honorarium-record-when = Wann? Ein Tag wie 2026-11-20; heute, wenn du es weglässt
form-leaderboard-about = Zeigt, wer in den letzten vier Wochen am meisten beitrug, falls das eingeschaltet ist.
form-link-about = Macht deine Konten auf zwei Plattformen hier zu einer Person.
form-link-code = Der Code, den Kith dir auf der anderen Plattform gab; ohne ihn bekommst du einen
form-link-confirm-about = Sagt, dass beide dir gehören.
form-link-confirm-link = Welche Verbindung?
form-link-refuse-about = Sagt, dass das andere nicht deins ist.
form-link-refuse-link = Welche Verbindung?
form-me-about = Zeigt, was du in den letzten vier Wochen getan hast und was über dich gespeichert ist.
form-privacy-forget-about = Lässt Kith dich hier vergessen. Vorher wirst du noch einmal gefragt.
form-privacy-forget-now-about = Vergiss mich.
form-privacy-get-about = Gibt dir eine Datei mit allem, was Kith hier über dich aufbewahrt.
form-privacy-optin-about = Zählt dich wieder mit.
form-privacy-optout-about = Zählt nichts Neues mehr, was du hier tust.
form-profile-about = Zeigt, was öffentlich zu einem Mitglied gehört: Rollen, Abzeichen, erhaltener Dank.
form-profile-member = Von wem?
form-profile-menu = Profil zeigen
form-question-answered-about = Sagt, dass eine Frage beantwortet ist.
form-question-answered-question = Welche Frage?
form-question-answered-under = Unter welcher Nachricht?
form-question-not-mine-about = Sagt, dass eine Frage nicht dein Gebiet ist.
form-question-not-mine-question = Welche Frage?
form-question-not-mine-under = Unter welcher Nachricht?
form-question-not-now-about = Gibt eine Frage weiter.
form-question-not-now-question = Welche Frage?
form-question-not-now-under = Unter welcher Nachricht?
form-question-not-yet-about = Sagt, dass eine Antwort noch nicht geholfen hat.
form-question-not-yet-question = Welche Frage?
form-question-not-yet-under = Unter welcher Nachricht?
form-question-remember-about = Lässt andere die Antwort auf deine Frage finden.
form-question-remember-question = Welche Frage?
form-question-remember-with-about = Lässt andere die Antwort auf deine Frage finden, in deinen Worten.
form-question-remember-with-answer = Was war die Antwort, in ein, zwei Sätzen? Alle hier können sie finden
form-question-remember-with-question = Welche Frage?
form-question-solved-about = Sagt, dass deine Frage gelöst ist.
form-question-solved-question = Welche Frage?
form-question-solved-under = Unter welcher Nachricht?
form-question-take-about = Übernimmt eine Frage.
form-question-take-question = Welche Frage?
form-question-take-under = Unter welcher Nachricht?
form-question-this-answers-about = Sagt, dass diese Nachricht die Frage ihres Threads beantwortet.
form-question-this-answers-menu = Das ist die Antwort
form-question-this-answers-on = Die Nachricht
form-question-withdraw-about = Nimmt eine Frage zurück.
form-question-withdraw-question = Welche Frage?
form-question-withdraw-under = Unter welcher Nachricht?
form-questions-about = Zeigt, was auf eine Antwort wartet, das Älteste zuerst.
form-questions-which = Welche? Alle, wenn du es weglässt
form-retract-about = Nimmt einen Shout-out von jemandem zurück, mit einem Grund, der im Protokoll bleibt.
form-retract-shoutout = Welchen Shout-out? Sein Code steht in /wall
form-retract-why = Warum?
form-roles-give-about = Macht jemanden zu lead, expert, staff oder admin.
form-roles-give-member = Wer bekommt die Rolle?
form-roles-give-role = Welche Rolle?
form-roles-list-about = Zeigt, wer welche Rolle hat.
form-roles-take-about = Nimmt jemandem eine Rolle weg.
form-roles-take-member = Wer soll sie nicht mehr haben?
form-roles-take-role = Welche Rolle?
form-settings-about = Zeigt und ändert, wie sich Kith hier verhält.
form-settings-allowance = Wie vielen Leuten ein Mitglied am Tag danken kann
form-settings-cooldown = Minuten, bis man derselben Person wieder danken kann
form-settings-digest-channel = Kanal für den Wochenrückblick, oder none
form-settings-digest-day = Tag, an dem der Wochenrückblick kommt
form-settings-digest-hour = Stunde, zu der er kommt, 0 bis 23
form-settings-give-blocks = Rollen, die keine Shout-outs geben dürfen, oder none
form-settings-give-needs = Rollen, von denen man eine braucht, um Shout-outs zu geben, oder none
form-settings-keep-days = Tage, die Nachrichtenverweise (nie Texte) aufbewahrt werden
form-settings-language = Sprache, die Kith spricht, etwa de
form-settings-learning = Ob Kith lernt, wer was weiß; Texte werden nie aufbewahrt
form-settings-offer-thanks = Ob ein Dank im Chat als Shout-out angeboten wird, mit einem Knopf oder einer Reaktion
form-settings-leaderboard = Ob es eine Rangliste gibt
form-settings-log-channel = Kanal für Shout-outs in der Art log, oder none
form-settings-reaction = Reaktion, die einen Shout-out gibt, oder none
form-settings-lead-roles = Rollen auf dieser Plattform, deren Träger Leads sind, oder none
form-settings-expert-roles = Rollen auf dieser Plattform, deren Träger Fachleute sind, oder none
form-settings-staff-roles = Rollen auf dieser Plattform, deren Träger zum Team gehören, oder none
form-settings-badge-roles = Ob Rollen einer Abzeichen-Leiter sich sammeln oder die höchste die anderen ersetzt
form-settings-receive-blocks = Rollen, denen man nicht danken kann, oder none
form-settings-receive-needs = Rollen, von denen man eine braucht, um Shout-outs zu bekommen, oder none
form-settings-shoutouts = Wie Shout-outs beantwortet werden
form-settings-values = Die Werte eurer Community, mit Kommas dazwischen, oder none
form-settings-zone = Zeitzone, etwa Europe/Berlin
form-shoutout-about = Dankt einer bis fünf Personen für das, was sie getan haben.
form-shoutout-author-about = Dankt der Person, die diese Nachricht geschrieben hat.
form-shoutout-author-menu = Danke dafür sagen
form-shoutout-author-on = Die Nachricht
form-shoutout-author-reason = Was war gut daran?
form-shoutout-author-value = Welchen unserer Werte zeigt es?
form-shoutout-menu = Shout-out geben
form-shoutout-reason = Wofür?
form-shoutout-to = Wer hat geholfen? Eine bis fünf Personen
form-shoutout-value = Welchen unserer Werte zeigt es?
form-topic-add-about = Legt ein Thema an, zu dem man Leute fragen kann.
form-topic-add-name = Wie heißt es?
form-topic-list-about = Zeigt die Themen, zu denen man hier Leute fragen kann.
form-topic-merge-about = Macht ein Thema zum Teil eines anderen. Sein Name führt weiterhin dorthin.
form-topic-merge-into = Wovon wird es ein Teil?
form-topic-merge-topic = Welches Thema?
form-topic-rename-about = Nennt ein Thema anders.
form-topic-rename-name = Sein neuer Name
form-topic-rename-topic = Welches Thema?
form-topic-retire-about = Lässt zu einem Thema niemanden mehr fragen. Neu angelegt kommt es zurück.
form-topic-retire-topic = Welches Thema?
form-undo-about = Nimmt deinen letzten Shout-out zurück, innerhalb von 15 Minuten.
form-undo-shoutout = Welchen; deinen letzten, wenn du es weglässt
form-unlink-about = Trennt dieses Konto von deinen anderen. Vorher wirst du noch einmal gefragt.
form-unlink-now-about = Trennt sie.
form-wall-about = Zeigt die Shout-outs der letzten sieben Tage.

## A page of one's own

page-begin = Willkommen! Kith zählt von allen ein wenig und lässt dich Danke sagen. Mit /shoutout dankst du jemandem, mit /contribute erzählst du von Arbeit an anderer Stelle, /help zeigt, was es sonst gibt.
page-badges = Deine Abzeichen
page-digest = Der letzte Wochenrückblick
page-thank = Danke sagen
page-questions = Offene Fragen
page-tell = Von einem Beitrag erzählen
page-wall = Die Shout-outs dieser Woche
page-weeks = Deine letzten Wochen
