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

  const API = '/api/v1';
  const headers = { accept: 'application/json' };

  // What the server says of itself stands above every page: it must be here before the page is.
  const status = { here: null };
  status.coming = fetch(`${API}/status`, { headers, signal: AbortSignal.timeout(15_000) })
    .then(async (answer) => {
      if (answer.status === 401 && !/^\/(sign-in|set-up|privacy)$/.test(location.pathname)) {
        const here = location.pathname + location.search + location.hash;
        location.replace(`/sign-in?to=${encodeURIComponent(here)}`);
      }
      return answer.ok ? (status.here = (await answer.json()).data) : null;
    })
    .catch(() => null);
  window.tracksideStatus = status;

  // What a page asks for first is on its way before its scripts are here; see api/early-answers.ts.
  const early = new Map();
  const [, day] = /^\/practice-days\/([\w-]{36})$/.exec(location.pathname) ?? [];
  const track = new URLSearchParams(location.search).get('track') ?? '';
  const reads = day
    ? [`/practice-days/${day}`, `/practice-days/${day}/sessions`]
    : location.pathname === '/practice-days' && /^[\w-]{36}$/.test(track)
      ? [`/tracks/${track}`]
      : [];
  for (const read of reads) {
    const coming = fetch(API + read, { headers });
    coming.catch(() => null);
    early.set(API + read, coming);
  }
  window.tracksideEarly = early;

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
