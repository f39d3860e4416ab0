import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { useKeptForm } from '#client/offline/react/use-draft.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import type { OwnCheckIns } from '#shared/check-ins/views.ts'
import { CheckIn } from './check-in.tsx'
import { isForm, newForm, type Sending } from './check-in-form.ts'
import { Consent } from './consent.tsx'
import { useOwn } from './data.ts'
import { CarePage } from './pages.tsx'
import { SentView } from './sent-view.tsx'

export const draftKey = 'check-in'

/** Consent where there is none yet, then the five taps, then what went to whom. */
export function CheckInPage() {
  const t = useT()
  const query = useOwn()
  const [sent, setSent] = useState<Sending>()
  const { data } = query
  if (!data)
    return (
      <CarePage title={t('checkin.heading')} close>
        <Loaded query={query}>{() => null}</Loaded>
      </CarePage>
    )
  if (sent) return <SentView own={data} sent={sent} />
  if (!data.consent?.given) return <Consent own={data} />
  return <Begun own={data} onSent={setSent} />
}

/** Where it was left off, if the app was ended in the middle. */
function Begun({ own, onSent }: { own: OwnCheckIns; onSent: (sent: Sending) => void }) {
  const { platform } = useOffline().outbox
  const kept = useKeptForm(draftKey, isForm)
  const [ids] = useState(() => ({
    checkInId: platform.newId(),
    commandId: platform.newId(),
    requestId: platform.newId(),
  }))
  if (kept === undefined) return null
  return (
    <CheckIn
      own={own}
      initial={kept ?? newForm(ids)}
      draftKey={draftKey}
      onSent={onSent}
      home={paths.wellbeing}
    />
  )
}
