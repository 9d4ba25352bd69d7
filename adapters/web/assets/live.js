// The messages: news come in and are put in their place, days and neighbours are kept in order.
import { aheadBy } from "./clock.js";
import { earlier, element, here } from "./net.js";

/** Messages of one person within five minutes stand together. */
const TOGETHER = 5 * 60 * 1000;
/** A page that nobody sees soon gives its connection to others: browsers keep six to one server. */
const UNSEEN = 3 * 1000;

let newest = document.body.dataset.newest;
/** The last message that was written when this page heard of one last. */
let last = Number(document.body.dataset.last);
let source;

/** Puts a line before each new day, and lets neighbours share a face. What is right already is not touched. */
function arrange(log) {
  let before;
  for (const message of log.querySelectorAll(".message")) {
    const { author, at, day } = message.dataset;
    const same = before?.dataset;
    const line = message.previousElementSibling?.matches("h3.day") ? message.previousElementSibling : null;
    if (same?.day === day) line?.remove();
    else if (line?.textContent !== day) {
      line?.remove();
      const begun = document.createElement("h3");
      begun.className = "day";
      begun.textContent = day;
      message.before(begun);
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
  const found = log.querySelector(`[data-n="${log.dataset.found}"]`);
  if (found) {
    found.classList.add("found");
    found.scrollIntoView({ block: "center" });
  } else {
    toEnd(log);
    followed.add(log);
  }
  log.addEventListener("scroll", () => (atEnd(log) ? followed.add(log) : followed.delete(log)), { passive: true });
  // The window, the box for writing and letters change in size; the end stays the end.
  new ResizeObserver(() => followed.has(log) && toEnd(log)).observe(log);
}

/** Puts the messages before the first one on the page above it, without moving what one reads. */
export async function showEarlier(button) {
  const log = button.closest(".log");
  const first = log.querySelector(".message");
  const html = await earlier({ before: first.dataset.n, thread: button.closest(".thread") ? here.thread : "" });
  if (html === null) return;
  const height = log.scrollHeight;
  const holder = document.createElement("div");
  holder.innerHTML = html;
  const more = [...holder.children];
  // Nothing of it is news.
  quietly(log, () => button.replaceWith(...more));
  arrange(log);
  log.scrollTop += log.scrollHeight - height;
  more.find((one) => one.matches("[data-earlier], .message"))?.focus();
}

/** Does something in a log of which ears are told nothing. */
function quietly(log, does) {
  log.setAttribute("aria-live", "off");
  does();
  requestAnimationFrame(() => log.removeAttribute("aria-live"));
}

/** How to find, in the message as it is now, what had the focus in the message as it was. */
function namesake(focused) {
  for (const name of ["press", "react", "dismiss", "pick", "more", "member"]) {
    const value = focused.dataset?.[name];
    if (value !== undefined) return value ? `[data-${name}="${CSS.escape(value)}"]` : `[data-${name}]`;
  }
  return null;
}

/** Puts a message in the place of the one that it was. */
function replace(there, message) {
  const focused = there.contains(document.activeElement) ? document.activeElement : null;
  const wanted = focused && namesake(focused);
  there.replaceWith(message);
  if (focused) ((wanted && message.querySelector(wanted)) ?? message).focus();
}

/** Puts a message into a log: instead of itself, or where it belongs. */
function place(log, told) {
  const there = log.querySelector(`[data-n="${told.n}"]`);
  const follow = followed.has(log);
  if (told.gone) there?.remove();
  else if (there) quietly(log, () => replace(there, element(told.html)));
  else {
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

/** The channels in which something new stands, also after the page was loaded again. */
const unread = `unread:${here.me}:${here.community}`;
const unreadOnes = new Set(JSON.parse(sessionStorage.getItem(unread) ?? "[]"));

function keepUnread() {
  sessionStorage.setItem(unread, JSON.stringify([...unreadOnes]));
}

function markUnread(channel) {
  const link = document.querySelector(`.places [data-place="${CSS.escape(channel)}"]`);
  if (!link || link.querySelector(".unread")) return;
  const dot = document.createElement("span");
  dot.className = "unread";
  dot.innerHTML = '<span class="hidden"></span>';
  dot.firstChild.textContent = document.body.dataset.unread;
  link.append(" ", dot);
}

function hear(told) {
  const fresh = told.n > last && !told.deleted;
  last = Math.max(last, told.n);
  if (told.channel !== here.channel) {
    // A reaction, an edit and what one wrote oneself elsewhere are no news.
    if (!fresh || told.mine) return;
    unreadOnes.add(told.channel);
    keepUnread();
    markUnread(told.channel);
    return;
  }
  if (!told.thread) place(document.querySelector("main .log"), told);
  const thread = document.querySelector(".thread .log");
  if (thread && [told.thread, told.id].includes(here.thread)) place(thread, told);
}

let again;

function listen() {
  clearTimeout(again);
  source?.close();
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
    if (source.readyState === EventSource.CLOSED && !document.hidden) again = setTimeout(listen, 2000);
  });
}

/** Listens for news while the page is seen. */
export function live() {
  unreadOnes.delete(here.channel);
  keepUnread();
  unreadOnes.forEach(markUnread);
  listen();
  let timer;
  // The browser may keep the page as it is, for whoever comes back: with its connection, of which there are six.
  addEventListener("pagehide", () => {
    clearTimeout(timer);
    clearTimeout(again);
    source.close();
  });
  addEventListener("pageshow", (event) => event.persisted && listen());
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => source.close(), UNSEEN);
    else if (source.readyState === EventSource.CLOSED) listen();
  });
}
