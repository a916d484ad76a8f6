/** What a person does who has gone on by themselves: the focus is theirs from then on. */
const TAKEN_OVER = ['keydown', 'pointerdown'] as const;

/**
 * Puts the focus on the heading of the page that was just opened, so that a screen reader says which
 * one it is and Tab goes on from there. A page that is still loading may replace its heading: the
 * focus follows, until somebody presses something. A field that took the focus itself keeps it.
 *
 * @returns ends it
 */
export function focusHeading(main: HTMLElement): () => void {
  const document = main.ownerDocument;
  const isFree = (): boolean => {
    const active = document.activeElement;
    return active === null || active === document.body || !main.contains(active);
  };
  const focus = (): void => {
    const heading = main.querySelector<HTMLElement>('h1');
    if (heading && isFree()) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  };
  const observer = new MutationObserver(focus);
  const end = (): void => {
    observer.disconnect();
    TAKEN_OVER.forEach((name) => document.removeEventListener(name, end, true));
  };
  observer.observe(main, { childList: true, subtree: true });
  TAKEN_OVER.forEach((name) => document.addEventListener(name, end, true));
  focus();
  return end;
}
