import { Recorded } from '#client/app/pages/recorded.tsx'
import { peopleOnPhone } from '#client/commands/people.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Entry } from './entry.tsx'

/** Before the first Today: what is recorded is said before anything is. */
export function WelcomePage() {
  const t = useT()
  const enqueue = useEnqueue()
  return (
    <Entry title={t('recorded.title')}>
      <Recorded />
      <Button
        size="wide"
        onClick={() => void enqueue(peopleOnPhone.setPreferences, { input: { welcomed: true }, base: null })}
      >
        {t('recorded.done')}
      </Button>
    </Entry>
  )
}
