import { useCallback } from 'react'
import { saveFile } from '#client/lib/download.ts'
import { useT } from '#client/lib/i18n.ts'
import { api } from '#client/lib/trpc.ts'
import { useToast } from '#client/ui/toast.tsx'

/** Everything that is kept of the reader here, as a file of JSON. It passes through no cache of this phone. */
export function useDownload(): () => Promise<void> {
  const t = useT()
  const toast = useToast()
  return useCallback(async () => {
    let text: string
    try {
      text = JSON.stringify(await api.checkIns.download.query(), null, 2)
    } catch {
      return toast({ text: t('own.download.failed') })
    }
    saveFile(`${t('own.download.file')}.json`, new Blob([text], { type: 'application/json' }))
  }, [toast, t])
}
