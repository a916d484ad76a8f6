/** What the device keeps for days without a network is not for whoever holds it next. */
export async function forgetOnDevice(): Promise<void> {
  if (!('caches' in globalThis)) {
    return;
  }
  await caches.delete('trackside-answers');
}
