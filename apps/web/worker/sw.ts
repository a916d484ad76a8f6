// The service worker: the app opens, and what was seen last is shown, where there is no network.
import { networkFirst } from './network-first';
import { isKeptRead } from './reads';
import { fetchShell, fileFor, forgetOldShells, isFile, isPage, pageFor } from './shell';

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', (event) => {
  event.waitUntil(fetchShell().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldShells().then(() => self.clients.claim()));
});

// Whatever is not answered here goes its way as if there were no worker: streams, imports, downloads.
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (isKeptRead(request)) event.respondWith(networkFirst(event));
  else if (isPage(request, pathname)) event.respondWith(pageFor(request));
  else if (isFile(pathname)) event.respondWith(fileFor(request, pathname));
});
