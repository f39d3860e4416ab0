import { routeOf } from './routes.ts'

/** Fetches a screen's code from the touch of its link on, which is some tenth of a second before the tap is over. */
export function preloadTouched(): void {
  document.addEventListener(
    'pointerdown',
    ({ target }) => {
      const link = target instanceof Element ? target.closest('a') : null
      if (link?.origin !== location.origin) return
      // Should it not come, the screen tries again and says so.
      const fetching = routeOf(link.pathname).then((route) => route?.preload())
      fetching.catch(() => undefined)
    },
    { passive: true },
  )
}
