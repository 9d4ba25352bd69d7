// The box for writing: Enter sends, drafts stay, and what may be meant is offered.
import { offer } from "./offers.js";
import { showForm } from "./forms.js";
import { act, fresh, here, meant } from "./net.js";

export function write(box) {
  const text = box.elements.text;
  const files = box.elements.file;
  const thread = box.elements.thread?.value ?? "";
  const draft = `draft:${here.me}:${here.channel}:${thread}`;
  let id = fresh();
  let sending = false;

  const kept = sessionStorage.getItem(draft);
  if (kept) {
    const was = JSON.parse(kept);
    text.value = was.text;
    // What was being sent when the page went away is sent once, however often.
    id = was.id;
  }
  const keep = () => {
    if (text.value) sessionStorage.setItem(draft, JSON.stringify({ id, text: text.value }));
    else sessionStorage.removeItem(draft);
  };
  text.addEventListener("input", () => {
    id = fresh();
    keep();
  });
  const offers = offer(text, box.querySelector(".options"), (typed) =>
    typed.startsWith("/") || /(^|\s)@\S*$/.test(typed) ? meant("line", { typed }) : null,
  );
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !event.defaultPrevented) {
      event.preventDefault();
      box.requestSubmit();
    }
  });
  files.addEventListener("change", () => {
    const names = [...files.files].map((file) => file.name);
    box.querySelector(".files").textContent = names.join(", ");
  });
  box.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending || (!text.value.trim() && !files.files.length)) return;
    sending = true;
    offers.close();
    const sent = new FormData(box);
    sent.set("channel", here.channel);
    sent.set("id", id);
    const was = text.value;
    const done = await act("say", sent);
    sending = false;
    if (!done) return;
    // Whoever leaves the form finds their line again.
    const back = () => {
      if (text.value) return;
      text.value = was;
      keep();
    };
    if (done.form) showForm(done.form, text, back);
    // What was refused is left to be put right, and goes at the first key otherwise.
    if (done.outcome === "refused") {
      id = fresh();
      keep();
      text.select();
      return;
    }
    // What was written stands at the end, and so shall the page.
    if (!done.form && "older" in document.querySelector("main .log").dataset) location.search = `?as=${encodeURIComponent(here.me)}`;
    if (text.value === was) text.value = "";
    files.value = "";
    box.querySelector(".files").textContent = "";
    id = fresh();
    keep();
  });
}
