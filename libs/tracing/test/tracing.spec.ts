import { firstValueFrom, NEVER, of, throwError } from 'rxjs';
import { inSpan, type OpenSpan, type SpanRequest, traced, traceWith } from '../src/index.js';

const REQUEST: SpanRequest = { name: 'work', kind: 'internal', attributes: {} };

describe('work that is told of', () => {
  let told: string[];
  const span: OpenSpan = {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    run: (work) => work(),
    note: (attributes) => void told.push(JSON.stringify(attributes)),
    fail: (reason) => void told.push(String(reason)),
    end: () => void told.push('end'),
  };

  beforeEach(() => {
    told = [];
    traceWith({ begin: ({ name }) => (told.push(name), span) });
  });
  afterEach(() => traceWith(null));

  it('ends as its promise does, with what is worth telling of the result', async () => {
    await expect(
      inSpan(
        REQUEST,
        async () => 7,
        (result) => ({ result }),
      ),
    ).resolves.toBe(7);
    await expect(inSpan(REQUEST, () => Promise.reject(new Error('no')))).rejects.toThrow('no');

    expect(told).toEqual(['work', '{"result":7}', 'end', 'work', 'Error: no', 'end']);
  });

  it('ends once as its Observable does, or when its reader leaves', async () => {
    await firstValueFrom(of(1).pipe(traced(REQUEST)));
    await expect(
      firstValueFrom(throwError(() => new Error('no')).pipe(traced(REQUEST))),
    ).rejects.toThrow('no');
    NEVER.pipe(traced(REQUEST)).subscribe().unsubscribe();

    expect(told).toEqual(['work', 'end', 'work', 'Error: no', 'end', 'work', 'end']);
  });

  it('is done as ever where nobody listens', async () => {
    traceWith(null);
    await expect(inSpan(REQUEST, async () => 7)).resolves.toBe(7);
    await expect(firstValueFrom(of(1).pipe(traced(REQUEST)))).resolves.toBe(1);

    expect(told).toEqual([]);
  });
});
