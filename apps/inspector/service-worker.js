// Keeps this app's files in the browser, so that it opens without a network: what it shows then comes from a bundle.
// The build puts in the names of the files and a hash of them.
const FILES = self.__FILES__;
const VERSION = self.__VERSION__;
const HOME = new URL('./', self.location.href).pathname;
const cacheName = `${HOME} ${VERSION}`;

const kept = () => caches.open(cacheName);

async function install() {
  await (await kept()).addAll(FILES.map((file) => HOME + file));
  await self.skipWaiting();
}

/** Versions before this one are let go once this one is whole. */
async function activate() {
  for (const name of await caches.keys()) if (name.startsWith(`${HOME} `) && name !== cacheName) await caches.delete(name);
  await self.clients.claim();
}

/** The page as the server has it now; without a network, as it was kept. Every other file has its content's hash in its name. */
async function answer(request) {
  const cache = await kept();
  if (request.mode !== 'navigate') return (await cache.match(request)) ?? fetch(request);
  try {
    return await fetch(request);
  } catch (error) {
    const page = await cache.match(`${HOME}index.html`);
    if (page) return page;
    throw error;
  }
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method === 'GET' && origin === self.location.origin && `${pathname}/`.startsWith(HOME)) event.respondWith(answer(request));
});
