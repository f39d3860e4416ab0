/** Chromium's event that holds the browser's own install dialog back until we ask for it. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<unknown>
}

export type InstallOffer = 'none' | 'prompt' | 'ios'

const dismissedKey = 'dure.install'
const listeners = new Set<() => void>()
let prompt: InstallPromptEvent | undefined
let earned = false

const notifyListeners = () => {
  for (const listener of [...listeners]) listener()
}

const installed = () =>
  matchMedia('(display-mode: standalone)').matches || Reflect.get(navigator, 'standalone') === true
/** Safari on iPhone and iPad installs only by hand. */
const installsManually = () =>
  /iPhone|iPad/.test(navigator.userAgent) && !/CriOS|FxiOS/.test(navigator.userAgent)

/** To be called once, as early as possible: the browser tells only once. */
export function watchInstall(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    prompt = event as InstallPromptEvent
    notifyListeners()
  })
  window.addEventListener('appinstalled', () => {
    prompt = undefined
    notifyListeners()
  })
}

/** Decides whether and how to offer the home screen: after the first settled row, until taken or declined. */
export const install = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** The person has settled a row: the app has shown what it is for. */
  earn(): void {
    earned = true
    notifyListeners()
  },
  offer(): InstallOffer {
    if (!earned || installed() || localStorage.getItem(dismissedKey) !== null) return 'none'
    if (prompt) return 'prompt'
    return installsManually() ? 'ios' : 'none'
  },
  async ask(): Promise<void> {
    const asked = prompt
    prompt = undefined
    notifyListeners()
    await asked?.prompt()
  },
  dismiss(): void {
    localStorage.setItem(dismissedKey, 'declined')
    notifyListeners()
  },
}
