# Was nur der Discord-Adapter sagt; alles andere sagt der Kern.

another = Noch jemand
answer-late = Das hat für Discord zu lange gedauert, deshalb kommt die Antwort hierher:
answer-refused = Discord hat Kiths Antwort darauf nicht angenommen. Worum du gebeten hast, ist trotzdem getan: bitte sieh nach, bevor du noch einmal fragst.
below = Erledigt: Es steht darunter, für alle.
dead-direct = Kith konnte { $who } nicht schreiben: { $why }.
dead-edit = Kith konnte seine Nachricht in { $place } nicht ändern: { $why }.
dead-other = Kith konnte etwas nicht tun, das es tun wollte: { $why }.
dead-post = Kith konnte nichts in { $place } schreiben: { $why }.
dead-reaction = Kith konnte in { $place } auf eine Nachricht nicht reagieren: { $why }.
dead-role = Kith konnte eine Rolle von { $who } nicht ändern: { $why }.
dead-thread = Kith konnte in { $place } keinen Thread öffnen: { $why }.
dead-thread-change = Kith konnte in { $place } einen Thread nicht ändern: { $why }.
dead-unsaid =
    Dort sollte stehen:
    { $words }
dead-why = Du erfährst das, weil du Admin von { $community } bist; dasselbe höchstens einmal am Tag.
form-late = Das hat für Discord zu lange gedauert. Bitte frag noch einmal: { $command }
form-open = Formular öffnen
form-ready = Es fehlt noch etwas.
lacks = Kith hat in { $channel } keine Berechtigung für: { $lacks }. Bitte erlaube das in den Einstellungen des Kanals unter „Berechtigungen“.
lacks-on-server = Kith hat auf diesem Server keine Berechtigung für: { $lacks }. Bitte erlaube das Kiths Rolle in den Servereinstellungen unter „Rollen“.
late-buttons = Knöpfe gehen hier nicht. Um sie zu drücken, frag bitte auf dem Server noch einmal.
late-typed = Dort getippt, geht dasselbe mit: { $commands }
may-add-reactions = Reaktionen hinzufügen
may-attach = Dateien anhängen
may-open-threads = Öffentliche Threads erstellen
may-read-history = Nachrichtenverlauf lesen
may-manage-roles = Rollen verwalten
may-open-private-threads = Private Threads erstellen
may-send = Nachrichten senden
may-send-in-threads = Nachrichten in Threads senden
may-view = Kanal anzeigen
only-here = Kith arbeitet auf Servern. Bitte frag dort.
refused-account-gone = Das Konto ist weg
refused-channel-gone = Der Kanal ist weg. Ein Admin wählt mit /settings einen anderen
refused-in-time = Discord hat es nicht angenommen, obwohl Kith es Tage lang versucht hat
refused-lacks = Kith hat dort keine Berechtigung für: { $lacks }. Bitte erlaube das in den Einstellungen des Kanals unter „Berechtigungen“
refused-member-left = Das Mitglied hat den Server verlassen
refused-message-gone = Die Nachricht ist weg
refused-no-direct = Diese Person nimmt keine Direktnachrichten von Kith an
refused-not-there = Kith ist nicht mehr auf diesem Server
refused-otherwise = Discord lehnt ab, mit diesen Worten: { $words }
refused-permission = Kith fehlt ein Recht: im Kanal „Nachrichten senden“ und „Dateien anhängen“; für eine Rolle „Rollen verwalten“, und Kiths eigene Rolle muss in der Liste der Rollen darüber stehen
refused-role = Kith braucht „Rollen verwalten“, und seine eigene Rolle muss über dieser Rolle stehen: bitte schiebe sie in den Servereinstellungen unter „Rollen“ nach oben
refused-role-gone = Die Rolle ist weg. Ein Admin ändert die Rolle des Abzeichens mit /badge edit
refused-thread-closed = Der Thread ist geschlossen
refused-unseen = Kith sieht den Kanal nicht. Bitte erlaube ihm dort „Kanal anzeigen“
role-above = Kith kann die Rolle „{ $role }“ noch nicht vergeben: Bitte zieh Kiths eigene Rolle in den Servereinstellungen unter „Rollen“ über „{ $role }“.
role-managed = Kith kann die Rolle „{ $role }“ nicht vergeben: Discord oder eine andere App vergibt sie selbst. Bitte wähle eine andere.
roles-not-allowed = Kith kann die Rolle „{ $role }“ noch nicht vergeben: Bitte erlaube ihm in den Servereinstellungen unter „Rollen“, Rollen zu verwalten.
setup-about = Legt fest, was Kith zuerst wissen muss: Kanäle, Tag, Stunde und Zeitzone.
setup-menus =
    Die Menüs, von oben nach unten:
    { $menus }
setup-roles = Rollen …
setup-zone = Zeitzone …
stale = Dieser Knopf oder dieses Formular ist zu alt: Kith weiß nicht mehr, wofür es da war. Bitte fang neu an; /help zeigt wie.
