/**
 * React Aria announces one of its buttons (TriggerButton) that has begun or ended to wait as a picture that is named by the button. The button is
 * often gone by then (its dialog has closed), which leaves a picture without a name in the page for seven seconds. Here
 * the announcement becomes what it stands for: words, or nothing.
 */
const ANNOUNCER = "[data-live-announcer]";

export function sayInWords(page: Document): void {
  const watcher = new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node instanceof HTMLElement && node.role === "img" && node.closest(ANNOUNCER)) toWords(page, node);
  });
  watcher.observe(page.body, { childList: true, subtree: true });
}

function toWords(page: Document, node: HTMLElement): void {
  const ids = node.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
  const words = ids.map((id) => {
    const named = page.getElementById(id);
    return named?.ariaLabel ?? named?.textContent ?? "";
  });
  const text = words.join(" ").trim();
  // The button has gone already: there is nothing left to say.
  if (text === "") {
    node.remove();
    return;
  }
  node.removeAttribute("aria-labelledby");
  node.removeAttribute("role");
  node.textContent = text;
}
