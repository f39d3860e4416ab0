import { useEffect, useState } from 'react'
import { type Draft, listDrafts } from '#client/offline/outbox/drafts.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'

/** This person's drafts on this phone, the latest first. */
export function useDrafts(): readonly Draft[] {
  const { outbox } = useOffline()
  const [drafts, setDrafts] = useState<readonly Draft[]>([])
  useEffect(() => {
    let wanted = true
    const read = () => {
      // After a sign-out in another tab there is nothing to show.
      listDrafts(outbox).then(
        (found) => wanted && setDrafts(found),
        () => wanted && setDrafts([]),
      )
    }
    read()
    const unhear = outbox.events.subscribe(read)
    return () => {
      wanted = false
      unhear()
    }
  }, [outbox])
  return drafts
}
