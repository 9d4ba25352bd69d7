// The playground's clock, in the community's own zone.
const face = document.querySelector("time[data-ahead]");
/** Days stand before months, as everywhere else on the page. */
const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const shape = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

function show() {
  const now = new Date(Date.now() + Number(face.dataset.ahead));
  const words = new Intl.DateTimeFormat(language, { ...shape, timeZone: face.dataset.zone });
  face.textContent = words.format(now);
  face.dateTime = now.toISOString();
}

/** The clock is so many milliseconds ahead of the real time. */
export function aheadBy(milliseconds) {
  face.dataset.ahead = milliseconds;
  show();
}

export function clock() {
  show();
  setInterval(show, 5000);
}
