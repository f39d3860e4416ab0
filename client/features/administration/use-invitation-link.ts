import { useRef } from 'react'
import { makeLink } from './invitation-link.ts'

/** Returns one link for all tries: where the answer to the first was lost, it is the link that holds. */
export function useInvitationLink(): () => ReturnType<typeof makeLink> {
  const made = useRef<ReturnType<typeof makeLink>>(undefined)
  return () => {
    made.current ??= makeLink(window.location.origin)
    return made.current
  }
}
