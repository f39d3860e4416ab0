import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { type Refused, refusedOf, wordsAt } from './refusals.ts'

/**
 * What a form of administration goes through: fields that want an answer, the sending, the server's refusal at its
 * field. What was entered stays in every case.
 */
export function useForm(fields: readonly string[]) {
  const t = useT()
  const [missing, setMissing] = useState<readonly string[]>([])
  const [refused, setRefused] = useState<Refused>()
  const [busy, setBusy] = useState(false)
  const { at, elsewhere } = wordsAt(refused, fields)
  return {
    busy,
    elsewhere,
    errorAt: (field: string) => (missing.includes(field) ? t('admin.error.missing') : at(field)),
    /** After any change: what was said of it no longer holds. */
    clear() {
      setMissing([])
      setRefused(undefined)
    },
    /** Whether it was done. */
    async submit(wanting: readonly string[], send: () => Promise<void>): Promise<boolean> {
      setMissing(wanting)
      setRefused(undefined)
      if (wanting.length > 0) return false
      setBusy(true)
      try {
        await send()
        return true
      } catch (thrown) {
        setRefused(refusedOf(t, thrown))
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
