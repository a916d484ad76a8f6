// Runs before the first paint, so that a dark page does not flash white. A file of its own, because
// the page's security policy allows no inline script.
try {
  const theme = localStorage.getItem('trackside.theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // No memory: the system's choice holds.
}
