import { focusHeading } from './heading-focus';

let main: HTMLElement;
let end: () => void;

beforeEach(() => {
  document.body.innerHTML = '<a href="/">Home</a><main></main>';
  main = document.querySelector('main') as HTMLElement;
});
afterEach(() => end());

async function shows(html: string): Promise<void> {
  main.innerHTML = html;
  await Promise.resolve();
}

describe('the focus after a page was opened', () => {
  it('goes to its heading, and to the one that replaces it', async () => {
    document.querySelector('a')?.focus();
    end = focusHeading(main);
    await shows('<h1>Reading…</h1>');
    expect(document.activeElement?.textContent).toBe('Reading…');
    await shows('<h1>Mia Sanders</h1>');
    expect(document.activeElement?.textContent).toBe('Mia Sanders');
  });

  it('stays where somebody put it', async () => {
    end = focusHeading(main);
    await shows('<h1>Driver</h1><input />');
    main.querySelector('input')?.focus();
    main.append(document.createElement('p'));
    await Promise.resolve();
    expect(document.activeElement?.tagName).toBe('INPUT');
  });

  it('is left alone once a key is pressed', async () => {
    end = focusHeading(main);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab' }));
    await shows('<h1>Driver</h1>');
    expect(document.activeElement).toBe(document.body);
  });
});
