// The messages: news come in and are put in their place, days and neighbours are kept in order.
import { aheadBy } from "./clock.js";
import { earlier, element, here } from "./net.js";

/** Messages of one person within five minutes stand together. */
const TOGETHER = 5 * 60 * 1000;
/** A page that nobody sees gives its place to others after a minute. */
const UNSEEN = 60 * 1000;

let newest = document.body.dataset.newest;
let source;

/** Puts a line before each new day, and lets neighbours share a face. */
function arrange(log) {
  log.querySelectorAll("h3.day").forEach((day) => day.remove());
  let before;
  for (const message of log.querySelectorAll(".message")) {
    const { author, at, day } = message.dataset;
    const same = before?.dataset;
    if (same?.day !== day) {
      const line = document.createElement("h3");
      line.className = "day";
      line.textContent = day;
      message.before(line);
    }
    const near = same && same.day === day && same.author === author && at - same.at < TOGETHER;
    message.classList.toggle("same", Boolean(near && author && !("asked" in message.dataset)));
    before = message;
  }
}

const atEnd = (log) => log.scrollHeight - log.scrollTop - log.clientHeight < 120;
/** The logs whose end one reads: what comes is followed. */
const followed = new WeakSet();
const toEnd = (log) => log.scrollTo(0, log.scrollHeight);

/** A log as it was loaded: in order, and at its end or at the message that was asked for. */
export function settle(log) {
  arrange(log);
  const asked = new URLSearchParams(location.search).get("at");
  const last = [...log.querySelectorAll(".message")].at(-1);
  toEnd(log);
  followed.add(log);
  if (asked && last) last.classList.add("found");
  log.addEventListener("scroll", () => (atEnd(log) ? followed.add(log) : followed.delete(log)), { passive: true });
  // The window, the box for writing and letters change in size; the end stays the end.
  new ResizeObserver(() => followed.has(log) && toEnd(log)).observe(log);
}

/** Puts the messages before the first one on the page above it, without moving what one reads. */
export async function showEarlier(button) {
  const log = button.closest(".log");
  const first = log.querySelector(".message:not(.top-of-thread)");
  const thread = button.closest(".thread") ? here.thread : "";
  const html = await earlier({ before: first.dataset.n, thread });
  if (html === null) return;
  const height = log.scrollHeight;
  const holder = document.createElement("div");
  holder.innerHTML = html;
  const more = [...holder.children];
  if (more.length < 50) button.remove();
  first.before(...more);
  arrange(log);
  log.scrollTop += log.scrollHeight - height;
}

/** Puts a message into a log: instead of itself, or where it belongs. */
function place(log, told) {
  const there = log.querySelector(`[data-n="${told.n}"]`);
  const follow = followed.has(log);
  if (told.gone) there?.remove();
  else if (there) {
    const focused = there.contains(document.activeElement);
    const message = element(told.html);
    there.replaceWith(message);
    if (focused) message.focus();
  } else {
    if ("older" in log.dataset) return;
    const message = element(told.html);
    const before = [...log.querySelectorAll(".message")].filter((one) => Number(one.dataset.n) < told.n).at(-1);
    if (before) before.after(message);
    // It stands further up than what is on the page.
    else if (log.querySelector(".message")) return;
    else log.append(message);
  }
  arrange(log);
  if (follow) toEnd(log);
}

function hear(told) {
  if (told.channel !== here.channel) {
    const link = document.querySelector(`.places [data-place="${CSS.escape(told.channel)}"]`);
    if (link && !told.gone && !link.querySelector(".unread")) {
      const dot = document.createElement("span");
      dot.className = "unread";
      dot.innerHTML = '<span class="hidden"></span>';
      dot.firstChild.textContent = document.body.dataset.unread;
      link.append(" ", dot);
    }
    return;
  }
  if (!told.thread) place(document.querySelector("main .log"), told);
  const thread = document.querySelector(".thread .log");
  if (thread && [told.thread, told.id].includes(here.thread)) place(thread, told);
}

function listen() {
  source = new EventSource(`/live/${here.community}?${new URLSearchParams({ as: here.me, after: newest })}`);
  source.addEventListener("message", (event) => {
    newest = event.lastEventId;
    hear(JSON.parse(event.data));
  });
  source.addEventListener("clock", (event) => aheadBy(Number(event.data)));
  source.addEventListener("open", () => document.body.setAttribute("data-live", ""));
  source.addEventListener("error", () => {
    document.body.removeAttribute("data-live");
    // The browser comes back by itself, unless it was told not to: then we do.
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}

/** Listens for news while the page is seen. Browsers keep few connections to one server. */
export function live() {
  listen();
  let timer;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => source.close(), UNSEEN);
    else if (source.readyState === EventSource.CLOSED) listen();
  });
}
