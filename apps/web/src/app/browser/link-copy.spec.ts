import { jest } from '@jest/globals';
import { LinkCopy } from './link-copy';

function browserWith(tools: Partial<Pick<Navigator, 'share' | 'clipboard'>>): void {
  for (const name of ['share', 'clipboard'] as const) {
    Object.defineProperty(navigator, name, { value: tools[name], configurable: true });
  }
}

const copying = () => jest.fn<(text: string) => Promise<void>>().mockResolvedValue();

describe('handing on what is shown', () => {
  afterEach(() => browserWith({}));

  it('goes by the device’s own way to share where there is one', async () => {
    const [share, writeText] = [jest.fn<Navigator['share']>().mockResolvedValue(), copying()];
    browserWith({ share, clipboard: { writeText } as never });
    const link = new LinkCopy();
    await link.copy();

    expect(link.words).toBe('Share');
    expect(share).toHaveBeenCalledWith({ title: document.title, url: location.href });
    expect([writeText.mock.calls.length, link.copied()]).toEqual([0, false]);
  });

  it('copies the address where there is none', async () => {
    const writeText = copying();
    browserWith({ clipboard: { writeText } as never });
    const link = new LinkCopy();
    await link.copy();

    expect(link.words).toBe('Copy link');
    expect(writeText).toHaveBeenCalledWith(location.href);
    expect(link.copied()).toBe(true);
  });

  it('does nothing more when the sheet is closed, and copies when sharing is refused', async () => {
    const writeText = copying();
    const share = jest
      .fn<Navigator['share']>()
      .mockRejectedValueOnce(new DOMException('closed', 'AbortError'))
      .mockRejectedValueOnce(new DOMException('not here', 'NotAllowedError'));
    browserWith({ share, clipboard: { writeText } as never });
    const link = new LinkCopy();
    await link.copy();
    expect(writeText).not.toHaveBeenCalled();
    await link.copy();
    expect(writeText).toHaveBeenCalledTimes(1);
  });
});
