import { useCallback } from 'react'
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
    const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${t('own.download.file')}.json`
    link.click()
    // Some browsers fetch the address only after the click has returned.
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  }, [toast, t])
}
