import { watchUpdates } from './update.ts'

const workerUrl = '/worker.js'

/** The part of Trusted Types that is used here. */
type Policies = {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string }
}

/** The one script address that this page may make out of text, by the one policy that its headers allow. */
function trustedWorkerUrl(): string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes
  if (!policies) return workerUrl
  const policy = policies.createPolicy('dure', {
    createScriptURL(url) {
      if (url !== workerUrl) throw new TypeError('Only the service worker is loaded by address')
      return url
    },
  })
  return policy.createScriptURL(workerUrl)
}

/** Registers the service worker. Where there is none, or it may not be used, the app works without. */
async function registerWorker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined
  try {
    const registration = await navigator.serviceWorker.register(trustedWorkerUrl(), { scope: '/' })
    watchUpdates(registration)
    return registration
  } catch {
    return undefined
  }
}

/**
 * Registers the service worker and resolves true when it answers for this page: the code of every screen then lies on this
 * device. False where none will, as after a reload that passes it by.
 */
export async function holdApp(): Promise<boolean> {
  const registration = await registerWorker()
  if (!registration) return false
  const { serviceWorker } = navigator
  if (serviceWorker.controller) return true
  // Another version waits, and would take no page that has no worker.
  if (registration.active) return false
  const coming = registration.installing ?? registration.waiting
  if (!coming) return false
  return await new Promise((resolve) => {
    serviceWorker.addEventListener('controllerchange', () => resolve(true), { once: true })
    coming.addEventListener('statechange', () => coming.state === 'redundant' && resolve(false))
  })
}
