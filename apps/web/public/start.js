// Runs before the first paint. A file of its own, because the page's security policy allows no inline
// script.
(() => {
  // A dark page must not flash white.
  try {
    const theme = localStorage.getItem('trackside.theme');
    if (theme === 'light' || theme === 'dark') {
      document.documentElement.dataset.theme = theme;
    }
  } catch {
    // No memory: the system's choice holds.
  }

  // What the server says of itself stands above every page: it must be here before the page is.
  const status = { here: null };
  const headers = { accept: 'application/json' };
  status.coming = fetch('/api/v1/status', { headers, signal: AbortSignal.timeout(15_000) })
    .then(async (answer) => {
      if (answer.status === 401 && !/^\/(sign-in|set-up)$/.test(location.pathname)) {
        const here = location.pathname + location.search + location.hash;
        location.replace(`/sign-in?to=${encodeURIComponent(here)}`);
      }
      return answer.ok ? (status.here = (await answer.json()).data) : null;
    })
    .catch(() => null);
  window.tracksideStatus = status;

  /** Patterns of addresses, each with the scripts of its page; the build knows them. */
  const PAGES = [];
  for (const [pattern, scripts] of PAGES) {
    if (new RegExp(pattern).test(location.pathname)) {
      for (const href of scripts) {
        const link = document.createElement('link');
        document.head.append(Object.assign(link, { rel: 'modulepreload', href }));
      }
    }
  }
})();
