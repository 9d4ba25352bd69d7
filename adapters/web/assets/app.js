// The page's behaviour: what opens at a click, what is sent, and the news that come in.
import { live, settle, showEarlier } from "./live.js";
import { write } from "./write.js";
import { clock } from "./clock.js";
import { act, fresh, here, open, toast } from "./net.js";
import { openForm, reopen, showForm, switchPerson } from "./forms.js";
import { openMenu } from "./menus.js";

/** The message that an element stands in, by its number. */
const numberOf = (element) => element.closest("[data-n]")?.dataset.n;

/** The thread that an element stands in, if it stands in one. */
const threadOf = (element) => (element.closest(".thread") ? here.thread : "");

/** Asks Kith for a command with one answer, as menus do. */
async function ask({ command, field, answer }, thread) {
  const sent = { id: fresh(), command, channel: here.channel, [`answer.${field}`]: answer };
  const done = await act("ask", thread ? { ...sent, thread } : sent);
  if (done?.form) showForm(done.form);
}

/** What a click on an element with this attribute does. */
const clicks = {
  async press(button) {
    // Not `disabled`: that would take the focus away.
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    const done = await act("press", { n: numberOf(button), button: button.dataset.press, id: fresh() });
    button.ariaDisabled = null;
    if (done?.form) showForm(done.form);
  },
  async dismiss(button) {
    await act("delete", { n: numberOf(button) });
  },
  async pick(button) {
    const n = numberOf(button);
    await openMenu(button, "picker", {}, (item) => act("react", { n, emoji: item.dataset.react }));
  },
  async react(button) {
    await act("react", { n: numberOf(button), emoji: button.dataset.react });
  },
  async more(button) {
    const n = numberOf(button);
    const thread = threadOf(button);
    await openMenu(button, "message", { n }, async (item) => {
      if ("edit" in item.dataset) showForm(await open("edit", { n }));
      else if ("delete" in item.dataset) await act("delete", { n });
      else await ask(item.dataset, thread);
    });
  },
  async member(button) {
    const thread = threadOf(button);
    const asked = { account: button.dataset.member, channel: here.channel };
    await openMenu(button, "member", asked, async (item) => {
      if ("gone" in item.dataset) {
        if (await act("gone", { gone: item.dataset.gone })) location.reload();
      } else if (item.dataset.command) await ask(item.dataset, thread);
    });
  },
  async commands(button) {
    const thread = threadOf(button);
    await openMenu(button, "commands", {}, (item) => openForm({ command: item.dataset.form, thread }));
  },
  async clock(button) {
    await openMenu(button, "clock", {}, async (item) => {
      button.setAttribute("aria-busy", "true");
      await act("clock", { until: item.dataset.until });
      button.removeAttribute("aria-busy");
    });
  },
  people() {
    switchPerson();
  },
  earlier(button) {
    showEarlier(button);
  },
  side() {
    showSide(!document.body.classList.contains("with-side"));
  },
};

/** Shows the side over the page, or puts it away. What lies under it is out of reach. */
function showSide(shown) {
  document.body.classList.toggle("with-side", shown);
  document.querySelector("[data-side]").setAttribute("aria-expanded", String(shown));
  document.querySelector(".log").inert = shown;
  document.querySelector("main > .box").inert = shown;
  if (shown) document.querySelector(".side a").focus();
  else document.querySelector("[data-side]").focus();
}

/** Where a thread lies over the page, the page is out of reach. */
const narrow = matchMedia("(max-width: 1000px)");
function cover() {
  document.querySelector("main").inert = narrow.matches && Boolean(document.querySelector(".thread"));
}
narrow.addEventListener("change", cover);
cover();

document.addEventListener("click", (event) => {
  const shown = document.body.classList.contains("with-side");
  if (shown && !event.target.closest(".side, [data-side], dialog")) showSide(false);
  for (const [name, does] of Object.entries(clicks)) {
    const button = event.target.closest(`[data-${name}]`);
    // Items of an open menu are the menu's own.
    if (button && !button.closest("[role=menu]") && button.tagName === "BUTTON") {
      event.preventDefault();
      does(button);
      return;
    }
  }
});

// From message to message with the arrow keys, once one of them has the focus.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("with-side")) showSide(false);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const log = event.target.closest?.(".log");
  if (!step || !log || !event.target.matches(".log, .message")) return;
  const all = [...log.querySelectorAll(".message")];
  const at = all.indexOf(event.target);
  const next = at < 0 ? all.at(-1) : all[at + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

document.querySelector("[data-communities]")?.addEventListener("change", (event) => {
  location.href = event.target.value;
});

document.querySelectorAll(".log").forEach(settle);
document.querySelectorAll("form[data-write]").forEach(write);
clock();
live();
reopen();
window.addEventListener("unhandledrejection", () => toast(document.body.dataset.unreachable));
