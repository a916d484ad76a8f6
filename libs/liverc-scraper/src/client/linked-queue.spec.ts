import { LinkedQueue } from './linked-queue.js';

function valuesOf(queue: LinkedQueue<string>): string[] {
  const values: string[] = [];
  for (let node = queue.first; node; node = node.next) values.push(node.value);
  return values;
}

describe('LinkedQueue', () => {
  it('lets anyone leave from anywhere, once', () => {
    const queue = new LinkedQueue<string>();
    const nodes = ['a', 'b', 'c', 'd'].map((value) => queue.append(value));
    nodes[1]!.remove();
    nodes[1]!.remove();
    nodes[3]!.remove();
    queue.append('e');
    nodes[0]!.remove();
    expect(valuesOf(queue)).toEqual(['c', 'e']);
    expect(queue.length).toBe(2);
    nodes[2]!.remove();
    queue.first!.remove();
    expect([queue.first, queue.length]).toEqual([null, 0]);
  });
});
