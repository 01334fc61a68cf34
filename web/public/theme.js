// Before anything is painted, so that a chosen look does not flash. A file of its own because the content security
// policy lets no inline script run. Changes while the page is open: src/features/shell/theme.ts.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // A browser that keeps nothing follows the system.
}
