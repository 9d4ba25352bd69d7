# Was nur der Discord-Adapter sagt; alles andere sagt der Kern.

answer-late = Das hat für Discord zu lange gedauert, deshalb kommt die Antwort hierher:
below = Erledigt: Es steht darunter, für alle.
form-open = Formular öffnen
form-ready = Es fehlt noch etwas.
lacks = Kith fehlt noch etwas in { $channel }: { $lacks }. Bitte erlaube es in den Einstellungen des Kanals unter „Berechtigungen“.
may-attach = Dateien anhängen
may-open-threads = Öffentliche Threads erstellen
may-send = Nachrichten senden
may-send-in-threads = Nachrichten in Threads senden
may-view = Kanal anzeigen
only-here = Kith arbeitet auf Servern. Bitte frag dort.
role-above = Kith kann die Rolle „{ $role }“ noch nicht vergeben: Bitte zieh Kiths eigene Rolle in den Servereinstellungen unter „Rollen“ über „{ $role }“.
roles-not-allowed = Kith kann die Rolle „{ $role }“ noch nicht vergeben: Bitte erlaube ihm in den Servereinstellungen unter „Rollen“, Rollen zu verwalten.
setup-about = Legt fest, was Kith zuerst wissen muss: Kanäle, Tag, Stunde und Zeitzone.
setup-zone = Zeitzone …
stale = Dieser Knopf oder dieses Formular ist zu alt: Kith weiß nicht mehr, wofür es da war. Bitte fang neu an; /help zeigt wie.
