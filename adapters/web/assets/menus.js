// Menus that open at a button, with the keys that menus have.
import { element, open } from "./net.js";

let shown;

/** Opens what the server draws for `what` at a button; `does` is told which item was chosen. */
export async function openMenu(button, what, asked, does) {
  const again = shown?.button === button;
  shown?.menu.hidePopover();
  if (again) return;
  const html = await open(what, asked);
  if (!html) return;
  const menu = element(html);
  menu.popover = "auto";
  document.body.append(menu);
  button.setAttribute("aria-expanded", "true");
  menu.showPopover();
  put(menu, button);
  shown = { button, menu };
  const items = () => [...menu.querySelectorAll("[role=menuitem]")];
  let chosen = false;
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    menu.remove();
    button.setAttribute("aria-expanded", "false");
    if (shown?.menu === menu) shown = undefined;
    // This comes a little later: who is somewhere else by now stays there.
    const nowhere = !document.activeElement || document.activeElement === document.body;
    if (!chosen && button.isConnected && nowhere) button.focus();
  });
  menu.addEventListener("click", (event) => {
    const item = event.target.closest("[role=menuitem]");
    if (!item || item.tagName === "A") return;
    chosen = true;
    if (button.isConnected) button.focus();
    menu.hidePopover();
    does(item);
  });
  menu.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Tab") menu.hidePopover();
    if (to === undefined || !all.length) return;
    event.preventDefault();
    all.at(to % all.length).focus();
  });
  items()[0]?.focus();
}

/** Puts a menu beside its button, and never outside the window. */
function put(menu, button) {
  const from = button.getBoundingClientRect();
  const { offsetHeight: height, offsetWidth: width } = menu;
  const below = from.bottom + 4 + height < innerHeight;
  const top = below ? from.bottom + 4 : Math.max(8, from.top - height - 4);
  const left = Math.max(8, Math.min(from.left, innerWidth - width - 8));
  menu.style.top = `${Math.min(top, Math.max(8, innerHeight - height - 8))}px`;
  menu.style.left = `${left}px`;
}
