/**
 * The focus never falls out of the page. A dialog, an editor or a notice that goes away takes the focused button with
 * it, and the browser then starts over at the top of the page. React Aria gives the focus back where it knows the opener;
 * here is what it does not know: dialogs that follow one another, buttons outside of dialogs that vanish by being
 * pressed, fields that are locked while they have the focus. Started once, for the whole page.
 */

/** React Aria moves the focus a frame after something is gone, and pages put it where they want it as they appear. */
const WAIT_FRAMES = 3;

/** What floats above the page: it does not stay, so it is nothing to come back to once it has gone. */
const OVERLAY = "[role=dialog],[role=alertdialog],[role=menu],[role=listbox],[role=tooltip]";
/** Parts of a page that one can stand in. Not `main`: its heading says where one is. */
const PLACE = "section,form,fieldset,[role=dialog],[role=alertdialog],[role=group],[role=region]";

type Held = { element: HTMLElement; /** From the inside out. */ around: readonly HTMLElement[] };

export function keepFocus(page: Document): void {
  /** Where the focus is, or was until it was lost. */
  let held: Held | null = null;
  /** The last that had the focus and was not in an overlay: it led to the overlay. */
  let opener: Held | null = null;
  let waiting = false;

  page.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    held = { element: target, around: ancestorsOf(target) };
    if (!target.closest(OVERLAY)) opener = held;
  });

  // The reader has clicked beside everything: then nothing is lost, and nothing is to be given back.
  page.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (relatedTarget !== null) return;
    requestAnimationFrame(() => {
      if (held?.element === target && isUsable(held.element) && hasFallen() && page.hasFocus()) held = null;
    });
  });

  const watcher = new MutationObserver(() => {
    if (waiting || !isLost()) return;
    waiting = true;
    after(WAIT_FRAMES, () => {
      waiting = false;
      if (isLost()) rehome();
    });
  });
  watcher.observe(page.body, { childList: true, subtree: true, attributeFilter: ["disabled", "hidden"] });

  const hasFallen = () => page.activeElement === null || page.activeElement === page.body;
  const isLost = () => held !== null && hasFallen() && !isUsable(held.element);

  function rehome(): void {
    if (!held) return;
    const lost = held;
    const wasAbove = lost.element.closest(OVERLAY) !== null || lost.around.some((each) => each.matches(OVERLAY));
    if (wasAbove && opener && isUsable(opener.element)) return give(opener.element);
    const around = wasAbove ? (opener?.around ?? []) : lost.around;
    const place = around.find((each) => each.matches(PLACE) && each.isConnected);
    give(place ?? page.querySelector<HTMLElement>("main h1") ?? page.querySelector<HTMLElement>("h1"));
  }
}

function ancestorsOf(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let each = element.parentElement; each; each = each.parentElement) found.push(each);
  return found;
}

const isUsable = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(":disabled") && element.checkVisibility();

/** Without moving the page: what the reader looks at stays where it is. */
function give(target: HTMLElement | null): void {
  if (!target) return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

function after(frames: number, run: () => void): void {
  requestAnimationFrame(() => (frames > 1 ? after(frames - 1, run) : run()));
}
