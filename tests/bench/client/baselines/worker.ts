/** The pages' files, put in by the build. */
declare const FILES: string[]

/** The parts of a service worker's scope and events that are used here: the library of types describes windows. */
interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface AskingEvent extends Event {
  request: Request
  respondWith(answer: Promise<Response>): void
}
declare const self: {
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: WaitingEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: AskingEvent) => void): void
}

const cacheName = 'bare'

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(FILES)))
  void self.skipWaiting()
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  event.respondWith(caches.match(event.request).then((found) => found ?? fetch(event.request)))
})
