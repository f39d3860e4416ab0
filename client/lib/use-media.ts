import { useSyncExternalStore } from 'react'

/** Room for a list and what was opened from it, side by side: 900 px, more where the reader's text is larger. */
export const deskRoom = '(min-width: 56.25em)'
/** Where the places stand at the left: on a desk, and on a phone that lies on its side. */
export const railRoom = `${deskRoom}, (min-width: 600px) and (max-height: 500px)`

/** Returns whether a media query fits, and follows it. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const media = matchMedia(query)
      media.addEventListener('change', onChange)
      return () => media.removeEventListener('change', onChange)
    },
    () => matchMedia(query).matches,
  )
}
