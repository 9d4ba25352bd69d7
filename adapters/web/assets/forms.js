// Forms in front of the page: a command's, a message to edit, and the choice of who one is.
import { offer } from "./offers.js";
import { act, element, fresh, here, meant, open } from "./net.js";

/** The form that is open stays open when the page is loaded again. */
const KEPT = "form";

const keep = (form) => {
  const fields = Object.fromEntries(new FormData(form));
  sessionStorage.setItem(KEPT, JSON.stringify({ ...here, fields }));
};

/** Shows a form that the server drew. `left` is called when somebody leaves it without sending it. */
export function showForm(html, before, left) {
  if (!html) return null;
  const back = before ?? document.activeElement;
  document.querySelector("dialog.form:not(.switch)")?.remove();
  const dialog = element(html);
  document.body.append(dialog);
  const form = dialog.querySelector("form");
  const asks = "ask" in form.dataset;
  dialog.querySelectorAll("[data-close]").forEach((button) => button.addEventListener("click", () => dialog.close()));
  let sent = false;
  dialog.addEventListener("close", () => {
    sessionStorage.removeItem(KEPT);
    dialog.remove();
    if (!sent) left?.();
    if (back?.isConnected) back.focus();
  });
  dialog.querySelectorAll("[role=combobox]").forEach((input) => {
    const { command, field } = input.dataset;
    offer(input, input.parentElement.querySelector(".options"), (typed) => meant("suggest", { command, field, typed }));
  });
  if (asks) {
    keep(form);
    form.addEventListener("input", () => {
      // What is asked now is not what was asked before.
      form.elements.id.value = fresh();
      keep(form);
    });
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button.primary");
    button.disabled = true;
    const done = await act(asks ? "ask" : "edit", Object.fromEntries(new FormData(form)));
    button.disabled = false;
    if (done?.form) showForm(done.form, back, left);
    else if (done) {
      sent = true;
      dialog.close();
    }
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  dialog.showModal();
  const wanted = form.querySelector("[aria-invalid=true]") ?? firstEmpty(form);
  wanted?.focus();
  return dialog;
}

/** The first field that still wants an answer, or the first one. */
function firstEmpty(form) {
  const fields = [...form.querySelectorAll("input:not([type=hidden]), textarea, select")];
  return fields.find((field) => !field.value && field.getAttribute("aria-required") === "true") ?? fields[0];
}

/** Opens a command's form. */
export async function openForm({ command, thread = "" }) {
  const asked = { command, channel: here.channel };
  return showForm(await open("form", thread ? { ...asked, thread } : asked));
}

/** Opens the form again that was open when the page was left. */
export async function reopen() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (kept?.me !== here.me || kept.channel !== here.channel || kept.community !== here.community) return;
  const dialog = await openForm(kept.fields);
  if (!dialog) return;
  const form = dialog.querySelector("form");
  for (const [name, value] of Object.entries(kept.fields)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  keep(form);
}

/** Opens the choice of who one is. */
export function switchPerson() {
  const dialog = document.querySelector("dialog.switch");
  const found = dialog.querySelector(".found");
  const search = dialog.querySelector("[data-find]");
  const join = dialog.querySelector("[data-join]");
  let asked = 0;
  const look = async () => {
    asked += 1;
    const turn = asked;
    const html = await open("people", { channel: here.channel, typed: search.value });
    if (html === null || turn !== asked) return;
    found.innerHTML = html;
    // A thread that is open stays open for whoever may see it.
    if (here.thread) found.querySelectorAll("a").forEach((one) => (one.href += `&thread=${encodeURIComponent(here.thread)}`));
  };
  search.oninput = look;
  dialog.querySelector("[data-close]").onclick = () => dialog.close();
  join.onsubmit = async (event) => {
    event.preventDefault();
    const done = await act("join", { channel: here.channel, name: join.elements.name.value });
    if (done?.to) location.href = done.to;
  };
  dialog.showModal();
  search.focus();
  look();
}
