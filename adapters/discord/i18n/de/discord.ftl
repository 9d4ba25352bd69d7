# Was nur der Discord-Adapter sagt; alles andere sagt der Kern.

answer-late = Das hat für Discord zu lange gedauert, deshalb kommt die Antwort hierher:
below = Erledigt: Es steht darunter, für alle.
form-open = Formular öffnen
form-ready = Es fehlt noch etwas.
only-here = Kith arbeitet auf Servern. Bitte frag dort.
stale = Dieser Knopf oder dieses Formular ist zu alt: Kith weiß nicht mehr, wofür es da war. Bitte fang neu an; /help zeigt wie.
