// Speaks with the server: looks things up, sends what was done, and says so if that did not work.

/** Where this page is, and as whom. */
export const here = {
  channel: document.body.dataset.channel,
  community: document.body.dataset.community,
  me: document.body.dataset.me,
  thread: document.body.dataset.thread ?? "",
};

/** A name for one asking: sent again, it is the same asking. */
export function fresh() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The element that some HTML of the server's is. */
export function element(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

/** Says something for a while, to ears too. */
export function toast(words) {
  const note = document.createElement("p");
  note.textContent = words;
  document.querySelector(".toasts").append(note);
  setTimeout(() => note.remove(), 8000);
}

/** The answer from an address, or nothing. What is wrong is said, unless it is `quiet`. */
async function fetched(address, options, quiet = false) {
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    if (!quiet) toast(document.body.dataset.unreachable);
    return null;
  }
  if (response.ok) return response;
  if (!quiet) toast((await response.text()) || document.body.dataset.unreachable);
  return null;
}

const query = (asked) => new URLSearchParams({ as: here.me, ...asked });

/** What opens on the page: HTML, or nothing if it cannot be had. */
export async function open(what, asked = {}) {
  const response = await fetched(`/open/${what}/${here.community}?${query(asked)}`);
  return response ? response.text() : null;
}

/** The most of a text that is looked at for suggestions. */
const MOST = 2000;

/** What may be meant by what is being typed; nothing if that cannot be had. */
export async function meant(what, asked) {
  if (asked.typed.length > MOST) return null;
  const response = await fetched(`/open/${what}/${here.community}?${query(asked)}`, undefined, true);
  return response ? response.text() : null;
}

/** Earlier messages of this page. */
export async function earlier(asked) {
  const response = await fetched(`/c/${here.community}/${encodeURIComponent(here.channel)}/earlier?${query(asked)}`);
  return response ? response.text() : null;
}

/** Does something. Nothing if that did not work; otherwise a form to fill in, where to go, or how it went. */
export async function act(what, sent) {
  const address = what === "clock" ? "/clock" : `/do/${what}/${here.community}?${query({})}`;
  const body = sent instanceof FormData ? sent : new URLSearchParams(sent);
  const headers = { "x-kith-token": document.body.dataset.token };
  const response = await fetched(address, { method: "POST", body, headers });
  if (!response) return null;
  const form = response.status === 200 ? await response.text() : null;
  return { form, to: response.headers.get("location"), outcome: response.headers.get("x-kith-outcome") };
}
