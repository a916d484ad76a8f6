/**
 * The answer that `start.js` asked for at this address while the first scripts were on their way; each is
 * given once. Undefined where nobody asked.
 */
export function takeEarly(address: string): Promise<Response> | undefined {
  const early = (globalThis as { tracksideEarly?: Map<string, Promise<Response>> }).tracksideEarly;
  const answer = early?.get(address);
  early?.delete(address);
  return answer;
}
