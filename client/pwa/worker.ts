import {
  cleanupOutdatedCaches,
  PrecacheController,
  type PrecacheEntry,
  PrecacheRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { handlePush, type PushScope } from './worker-push.ts'

/** What this worker uses of its global scope; the page's own library of types describes windows. */
interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
type InstallEvent = Parameters<PrecacheController['install']>[0]
interface WorkerScope {
  __WB_MANIFEST: (PrecacheEntry | string)[]
  clients: {
    matchAll(options: {
      type: 'window'
      includeUncontrolled: true
    }): Promise<{ postMessage(message: unknown): void }[]>
    claim(): Promise<void>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  addEventListener(type: 'sync', listener: (event: WaitingEvent) => void): void
  addEventListener(type: 'install' | 'activate', listener: (event: InstallEvent) => void): void
}
declare const self: WorkerScope & PushScope

/** Files that are fetched at once while the app is installed. */
const lanes = 8

// Only a browser without Temporal fetches the copy of it.
const needless = typeof Temporal === 'undefined' ? undefined : /\/temporal-[\w-]+\.js$/
const files = self.__WB_MANIFEST.filter(
  (entry) => !needless?.test(typeof entry === 'string' ? entry : entry.url),
)
const precache = new PrecacheController()
precache.addToCacheList(files)
// A controller fetches one file after the other, and each costs a way to the server and back: several at a time.
self.addEventListener('install', (event) => {
  for (let lane = 0; lane < lanes; lane += 1) {
    const part = new PrecacheController()
    part.addToCacheList(files.filter((_, index) => index % lanes === lane))
    void part.install(event)
  }
})
self.addEventListener('activate', (event) => {
  void precache.activate(event)
  // The page that brought the first worker reads its screens from it too.
  event.waitUntil(self.clients.claim())
})
registerRoute(new PrecacheRoute(precache))
cleanupOutdatedCaches()
// Every address is a screen of the app, except what the server answers itself.
registerRoute(
  new NavigationRoute(precache.createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/api\//, /^\/healthz/, /\.\w+$/],
  }),
)

// A new version takes over only when the person says so.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'activate') void self.skipWaiting()
})

// The network is back: a page that sleeps in the background sends what is unsent. The worker itself never does.
self.addEventListener('sync', (event) => {
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((pages) => {
      for (const page of pages) page.postMessage({ type: 'sync' })
    }),
  )
})

handlePush(self)
