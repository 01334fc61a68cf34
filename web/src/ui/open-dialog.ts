/** What stands open in front of the page. A toast calls itself a dialog too, but it asks nothing and stops nobody. */
export function openDialog(): Element | null {
  const dialogs = document.querySelectorAll('[role="dialog"], [role="alertdialog"]:not([aria-modal="false"])');
  return dialogs[dialogs.length - 1] ?? null;
}
