import { useCallback } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { queries } from '#client/lib/trpc.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'

/** Sends what waits and reads again what is on the screen; answers with a sentence that says how it went. */
export function useRefresh(): () => Promise<string> {
  const t = useT()
  const { sync } = useOffline()
  return useCallback(async () => {
    await Promise.all([sync.sendNow(), queries.refetchQueries({ type: 'active' })])
    return sync.state().online ? t('ui.refreshed') : t('ui.offline')
  }, [sync, t])
}
