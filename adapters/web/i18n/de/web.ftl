## Die Worte der Spielwiese auf Deutsch. Kurz, warm und klar.

## Um die Nachrichten herum

channels = Kanäle
communities = Communitys
direct = Direktnachrichten
kith = Kith
skip = Zum Schreibfeld
close = Schließen
cancel = Abbrechen
send = Senden
messages-in = Nachrichten in { $channel }
messages-in-thread = Nachrichten in diesem Thread
beginning = Hier beginnt { $channel }
imported = Diese Community kommt von anderswo: Ihre Leute, Kanäle und Zahlen sind da, nicht aber, was geschrieben wurde. Kith zählt Nachrichten und behält nie ihre Worte. Was du von jetzt an schreibst, bleibt auf dieser Seite.
direct-beginning = Was Kith nur dir sagt, steht hier.
direct-hint = Hier schreibt nur Kith. Frag es etwas in einem Kanal, mit einem / am Anfang.
earlier = Frühere Nachrichten zeigen
to-now = Das sind ältere Nachrichten. Zu den neuesten
unread = neue Nachrichten
day = { $weekday ->
    [1] Montag
    [2] Dienstag
    [3] Mittwoch
    [4] Donnerstag
    [5] Freitag
    [6] Samstag
   *[7] Sonntag
}, { $day }. { $month ->
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
} { $year }

## Was man versuchen kann

try = Versuch das
try-shoutout = Tippe /shoutout und danke jemandem.
try-ask = Geh zu #help, tippe /ask und frag etwas: Kith findet, wer es weiß.
try-menu = Öffne das Menü ⋯ einer Nachricht, oder klicke auf einen Namen.
try-window = Öffne ein zweites Fenster als jemand anders.
try-clock = Stell die Uhr auf Montag und lies #staff-digest.

## Nachrichten

message-by = { $who }, { $time }
profile-of = Über { $who }
asked-by = { $who } hat { $command } benutzt
pressed-by = { $who } hat einen Knopf gedrückt
app = App
edited = (bearbeitet)
deleted = Diese Nachricht wurde gelöscht.
only-you = Nur du siehst das
dismiss = Ausblenden
react = Reagieren
reply = Im Thread antworten
more = Mehr
edit = Bearbeiten
delete = Löschen
and-more = und { $n } weitere
reacted = { $emoji } von { $who }
replies = { $n ->
    [one] 1 Antwort
   *[other] { $n } Antworten
}
kilobytes = { $n } KB
thread = Thread

## Schreiben

write-in = In { $place } schreiben
write-in-hint = In { $place } schreiben · / fragt Kith
write-thread = In diesem Thread antworten
commands = Was Kith kann
attach = Dateien anhängen
suggestions = Vorschläge
optional = (freiwillig)
enter-sends = Enter sendet es
left-over = „{ $left }“ gehört zu keinem Feld von { $usage }. Es ist noch nichts geschehen.
nothing-written = Es ist noch nichts geschrieben.
too-long = Das sind { $typed } Zeichen; { $most } passen in eine Nachricht. Dein Text ist noch da.
too-large = Das ist zu groß. Eine Nachricht und ihre Dateien dürfen zusammen { $n } MB haben.
too-many-files = { $n ->
    [one] 1 Datei passt
   *[other] Höchstens { $n } Dateien passen
} zu einer Nachricht.
no-files-with-commands = Dateien können nicht mit einem Befehl mitgehen.
full = Die Spielwiese behält keine Dateien mehr. Bitte lösche erst welche.
not-here = Hier kannst du nicht schreiben.
gone-hint = Du hast diese Community verlassen. Klick auf deinen Namen, um zurückzukommen.
stale = Diesen Knopf gibt es nicht mehr.

## Formulare

fill-in = Bitte füll das aus.
choose = Auswählen …
on = an
off = aus
up-to = { $n ->
    [one] 1 Zeichen
   *[other] Bis zu { $n } Zeichen
}
people-up-to = { $n ->
    [one] 1 Person
   *[other] Bis zu { $n } Leute, nacheinander
}
between = Von { $least } bis { $most }

## Leute

you-are = Du bist
you = du
switch = Wer bist du?
switch-about = Auf der Spielwiese kannst du jede und jeder sein. Zwei Fenster können zwei Leute sein, die einander sehen.
find-somebody = Jemanden finden
nobody-called = Hier heißt niemand „{ $name }“.
more-people = { $n ->
    [one] 1 weitere Person; such nach einem Namen.
   *[other] { $n } weitere; such nach einem Namen.
}
somebody-new = Oder komm als jemand Neues herein
their-name = Ein Name
come-in = Hereinkommen
no-name = Bitte gib einen Namen an.
be = { $name } sein
be-beside = { $name } in einem anderen Fenster sein
this-is-you = Das bist du.
leave = Diese Community verlassen
come-back = Zurückkommen
gone = gegangen
gone-long = Hat diese Community verlassen.
role-admin = Admin
role-expert = Expert
role-lead = Lead
role-member = Mitglied
role-staff = Team

## Die Uhr

clock = Die Uhr der Spielwiese
clock-shows = Es ist { $day }, { $time } Uhr. ({ $zone })
hour-later = Eine Stunde später
day-later = Einen Tag später
week-later = Eine Woche später
to-digest = Zum nächsten Wochenrückblick: { $day }
no-digest = Es kommt kein Wochenrückblick: Noch hat kein Admin einen Kanal dafür gewählt.
clock-too-far = Bitte stell die Uhr höchstens um einen Monat vor.

## Ärger

unreachable = Kith war nicht zu erreichen. Was du geschrieben hast, ist noch da; bitte versuch es noch einmal.
not-found = Hier ist nichts.
go-back = Zurück zur Spielwiese
form-too-large = Das ist zu viel für ein Formular. Dein Text ist noch da.
no-emoji = Das ist kein Emoji.
broken = Entschuldige, bei uns ist etwas kaputtgegangen. Das Protokoll weiß mehr unter { $id }.
too-slow = Das hat zu lange gedauert. Vielleicht geschieht es noch; bitte sieh gleich noch einmal nach.
too-many = Es sind zu viele Seiten zugleich offen. Bitte schließ einige.
wrong-host = Diese Adresse gehört nicht Kith. Bitte öffne die, die es ausgegeben hat.
wrong-origin = Das dürfen nur Kiths eigene Seiten.
wrong-token = Diese Seite ist veraltet. Bitte lade sie neu.
nothing = Hier ist noch keine Community
nothing-do = Bring eine eigene Geschichte herein, und lade diese Seite neu:

## Das Passwort

password-title = Diese Spielwiese hat ein Passwort
password = Passwort
password-hint = Kith hat es beim ersten Start ausgegeben.
password-wrong = Das ist es nicht. kith run --new-password macht ein neues.
