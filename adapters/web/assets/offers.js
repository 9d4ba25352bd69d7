// Suggestions under a field while somebody types: by keys or by pointer, as the ARIA pattern of a combo box has it.

/**
 * Offers what `find` finds for the text before the cursor. It gives HTML with options, each of which says in `data-line`
 * what the text is once it is picked; or nothing.
 */
export function offer(input, list, find) {
  let asked = 0;
  let active = -1;
  /** The text that the options were found for. */
  let known;
  let timer;
  const options = () => [...list.querySelectorAll("[role=option]")];

  // A text on several lines is no combo box to ARIA, though it has suggestions too.
  const expanded = (is) => input.role === "combobox" && input.setAttribute("aria-expanded", String(is));

  function mark(at) {
    const all = options();
    active = at;
    all.forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    const chosen = all[at];
    if (chosen) {
      chosen.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", chosen.id);
    } else input.removeAttribute("aria-activedescendant");
  }
  function close() {
    asked += 1;
    clearTimeout(timer);
    list.hidden = true;
    list.replaceChildren();
    expanded(false);
    mark(-1);
  }
  async function look() {
    asked += 1;
    const turn = asked;
    const typed = input.value.slice(0, input.selectionEnd);
    const html = await find(typed);
    // Somebody typed on in the meantime.
    if (turn !== asked) return;
    if (!html) return close();
    list.innerHTML = html;
    known = typed;
    const all = options();
    all.forEach((option, n) => (option.id = `${list.id}-${n}`));
    // A list box without options is none: a hint stands there alone.
    list.role = all.length ? "listbox" : "note";
    list.hidden = false;
    expanded(all.length > 0);
    mark(list.querySelector("[data-first]") ? 0 : -1);
  }
  function pick(option) {
    const after = input.value.slice(input.selectionEnd);
    input.value = option.dataset.line + after.trimStart();
    const end = option.dataset.line.length;
    input.setSelectionRange(end, end);
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 60);
  });
  // Where something stands already, offers would hide what is said about it.
  if (input.tagName === "INPUT") input.addEventListener("click", () => input.value || look());
  input.addEventListener("blur", close);
  // A pointer picks before the field loses the focus.
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) pick(option);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = options();
    if (list.hidden || !all.length) {
      if (event.key === "ArrowDown" && input.tagName === "INPUT") look();
      return;
    }
    const chosen = all[active];
    if (event.key === "ArrowDown") mark((active + 1) % all.length);
    else if (event.key === "ArrowUp") mark((active <= 0 ? all.length : active) - 1);
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" || event.key === "Tab") && chosen && !event.shiftKey) {
      // Whoever types faster than options come means what stands there, and not an option for what stood there before.
      const stale = known !== input.value.slice(0, input.selectionEnd);
      // It stands there already: then Enter is what it is without us.
      if (chosen.dataset.line.trim() === input.value.trim() || (stale && input.tagName !== "INPUT")) return;
      if (!stale) pick(chosen);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return { close };
}
