import '#client/ui/base.css'
import { createRoot } from 'react-dom/client'
import { signInForm, signInPage } from '#client/app/session/lazy-sign-in.ts'
import { rememberedMe } from '#client/app/session/remembered.ts'
import { sessionExpired, sessionState } from '#client/app/session/session-state.ts'
import { endHere, resume } from '#client/app/session/sign-in-flow.ts'
import { startingLocale } from '#client/app/session/signed-out-messages.tsx'
import { App } from '#client/app/shell/app.tsx'
import { loadTemporal } from '#client/app/shell/load-temporal.ts'
import { prepareMessages } from '#client/app/shell/messages.ts'
import { homeOf } from '#client/app/shell/places.ts'
import { preloadTouched } from '#client/app/shell/preload-touched.ts'
import { allRoutes, firstRoutes, routeOf } from '#client/app/shell/routes.ts'
import { screenSettled } from '#client/app/shell/screen-settled.ts'
import { preloadBeside } from '#client/app/shell/shell.tsx'
import { applyTheme } from '#client/app/shell/theme.ts'
import { prefetchToday } from '#client/features/today/data.ts'
import { listenForBack } from '#client/lib/close-on-back.ts'
import { dropEarlyAnswers } from '#client/lib/early-answer.ts'
import { paths } from '#client/lib/paths.ts'
import { onUnauthorized, queries } from '#client/lib/trpc.ts'
import { browserPlatform } from '#client/offline/outbox/platform.ts'
import { watchInstall } from '#client/pwa/install.ts'
import type { Me } from '#shared/people/views.ts'

/** Everything that the first paint needs is asked for at once: the words, the page's code and what the phone holds. */
async function start(root: HTMLElement): Promise<void> {
  watchInstall()
  listenForBack()
  onUnauthorized(({ ended }) => (ended ? void endHere() : sessionExpired()))
  const known = rememberedMe()
  applyTheme(known?.person.theme ?? 'system')
  const { pathname } = window.location
  const page = known ? openingPage(known, pathname === '/' ? homeOf(known) : pathname) : signInPage.preload()
  const messages = prepareMessages(known?.person.locale ?? startingLocale())
  await Promise.allSettled([resume().then(openHome).then(askFirst), messages, page, loadTemporal()])
  // React says that it drew once more; why it had to is the cause.
  createRoot(root, {
    onRecoverableError: (error) => reportError(error instanceof Error ? (error.cause ?? error) : error),
  }).render(<App />)
  await screenSettled()
  dropEarlyAnswers()
  preloadTouched()
  // Behind the worker every screen's code lies on this device, and is read when somebody goes there.
  // Should its own code not come, there is none this time.
  const isKept = await import('#client/pwa/register.ts').then(
    ({ holdApp }) => holdApp(),
    () => false,
  )
  if (!isKept) await preloadRest()
}

/** The address of the app itself becomes that of the person's first screen, before anything is painted for it. */
function openHome(): void {
  const state = sessionState.get()
  if (state.kind === 'open' && window.location.pathname === '/')
    history.replaceState(null, '', homeOf(state.session.me))
}

/** Today's list is on its way while React paints around it; what the phone holds already is not asked for. */
function askFirst(): void {
  const state = sessionState.get()
  if (state.kind !== 'open' || window.location.pathname !== paths.today) return
  for (const query of prefetchToday(state.session.me)) void query.fetch(queries).catch(() => undefined)
}

/** The code of the screen that an address opens, and of what stands beside it. */
async function openingPage(me: Me, pathname: string): Promise<void> {
  const page = async () => await (await routeOf(pathname))?.preload()
  await Promise.allSettled([page(), preloadBeside(me, pathname)])
}

/** The code of all other screens, one after the other while the browser has nothing better to do. */
async function preloadRest(): Promise<void> {
  const { idle } = browserPlatform()
  // Tried again when a screen is opened.
  const routes = await allRoutes.preload().catch(() => firstRoutes)
  for (const route of [...routes, signInPage, signInForm]) {
    await idle()
    await route.preload().catch(() => undefined)
  }
}

const root = document.getElementById('root')
if (root) void start(root)
