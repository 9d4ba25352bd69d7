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
unknown-role = Ich kenne die Rolle { $name } nicht. Kiths eigene sind lead, expert, staff und admin.
unknown-zone = Ich kenne die Zeitzone { $typed } nicht. Zeitzonen heißen wie Europe/Berlin oder America/New_York.
unknown-zone-near = Ich kenne die Zeitzone { $typed } nicht. Meinst du { $near }?
unknown-message = Diese Nachricht konnte ich nicht mehr finden.
unknown-command = { $typed } kenne ich nicht. { $help } zeigt, was du tun kannst.
unknown-command-near = { $typed } kenne ich nicht. Meinst du { $near }? { $help } zeigt, was du tun kannst.
left-over = „{ $typed }“ habe ich hier nicht verstanden. So geht es: { $usage }
bots-do-not-ask = Kith hört nur auf Menschen.
not-allowed = Das ist für Leute mit der Rolle { $roles }. { "/roles list" } zeigt, wen du fragen kannst.

## Members and roles

first-admin = Hier war noch niemand admin und du hast zuerst gefragt, deshalb hast du jetzt die Rolle admin. Beginne mit { "/settings" } und ernenne Leads mit { "/roles give" }.
roles-given = { $who } hat jetzt die Rolle { $role }.
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
    [badge-defined] { $actor } hat Abzeichen angelegt
    [badge-edited] { $actor } hat ein Abzeichen geändert
    [badge-given] { $actor } hat ein Abzeichen an { $subject } verliehen
    [badge-retired] { $actor } hat ein Abzeichen in den Ruhestand geschickt
    [badge-revoked] { $actor } hat ein Abzeichen entzogen ({ $subject })
    [channel-settled] { $actor } hat die Einstellungen eines Kanals geändert
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
settings-no-digest = Noch gibt es keinen Wochenrückblick: Wähle einen Kanal mit /settings digest_channel:#dein-kanal
gone-digest-channel = Der Kanal { $channel }, in den die Wochenübersicht kam, wurde gelöscht. Sie ruht, bis du einen anderen wählst: /settings digest_channel:#dein-kanal
gone-log-channel = Der Kanal { $channel }, in den der Dank kam, wurde gelöscht. Bis du einen anderen wählst, antwortet Kith auf Dank nur denen, die danken, und zählt ihn: /settings shoutouts:log log_channel:#dein-kanal
gone-role = Die Rolle { $role } wurde gelöscht. Genannt war sie bei { $uses }. Eine Regel, die nach ihr fragt, lässt niemanden durch, bis du sie änderst; /settings zeigt alle.
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
shoutout-posted = Gepostet. Schön, dass du Danke sagst!
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
help-menus = Im Menü einer Nachricht: { $messages }. Im Menü eines Mitglieds: { $members }.
help-field = • { $name }: { $about }
help-field-optional = • { $name } (wenn du magst): { $about }
help-roles = Für Leute mit der Rolle { $roles }.

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
details-how-questions = Eine Frage ist offen, wenn niemand in ihrem Thread schrieb, niemand innerhalb einer Stunde direkt antwortete und niemand innerhalb einer Viertelstunde als Nächstes im Kanal schrieb.
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
form-help-about = Zeigt, was du hier tun kannst.
form-help-command = Ein Befehl, um sein Formular zu sehen
form-leaderboard-about = Zeigt, wer in den letzten vier Wochen am meisten beitrug, falls das eingeschaltet ist.
form-me-about = Zeigt, was du in den letzten vier Wochen getan hast und was über dich gespeichert ist.
form-privacy-forget-about = Lässt Kith dich hier vergessen. Vorher wirst du noch einmal gefragt.
form-privacy-forget-now-about = Vergiss mich.
form-privacy-get-about = Gibt dir eine Datei mit allem, was Kith hier über dich aufbewahrt.
form-privacy-optin-about = Zählt dich wieder mit.
form-privacy-optout-about = Zählt nichts Neues mehr, was du hier tust.
form-profile-about = Zeigt, was öffentlich zu einem Mitglied gehört: Rollen, Abzeichen, erhaltener Dank.
form-profile-member = Von wem?
form-profile-menu = Profil zeigen
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
form-undo-about = Nimmt deinen letzten Shout-out zurück, innerhalb von 15 Minuten.
form-undo-shoutout = Welchen; deinen letzten, wenn du es weglässt
form-wall-about = Zeigt die Shout-outs der letzten sieben Tage.
