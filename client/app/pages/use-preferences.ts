import { useState } from 'react'
import { peopleOnPhone } from '#client/commands/people.ts'
import { withPreferences } from '#client/commands/people-changes.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useToast } from '#client/ui/toast.tsx'
import type { SetPreferencesInput } from '#shared/people/contracts.ts'
import type { Me } from '#shared/people/views.ts'

/** One's own settings. A tap shows at once, before the phone has it; should the phone refuse, it goes back. */
export function usePreferences(): {
  person: Me['person']
  change(input: SetPreferencesInput): Promise<void>
} {
  const t = useT()
  const me = useMe()
  const toast = useToast()
  const enqueue = useEnqueue()
  const [tapped, setTapped] = useState<SetPreferencesInput>({})
  return {
    person: withPreferences(me, tapped).person,
    async change(input) {
      setTapped(input)
      try {
        await enqueue(peopleOnPhone.setPreferences, { input, base: null })
      } catch {
        toast({ text: t('me.notKept') })
      }
      setTapped({})
    },
  }
}
