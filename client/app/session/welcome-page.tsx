import { lazy, Suspense } from 'react'
import { peopleOnPhone } from '#client/commands/people.ts'
import { loadLaterMessages, useT } from '#client/lib/i18n.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { Entry } from './entry.tsx'
import { firstRunSteps } from './first-run-steps.ts'

/** The list comes with the later words: it is long, and read once. */
const Recorded = lazy(async () => {
  const [{ Recorded }] = await Promise.all([import('#client/app/pages/recorded.tsx'), loadLaterMessages()])
  return { default: Recorded }
})

/** Before the first Today: what is recorded is said before anything is, and agreed to only when it was there to read. */
export function WelcomePage() {
  const t = useT()
  const enqueue = useEnqueue()
  const toast = useToast()
  return (
    <Entry
      title={t('recorded.title')}
      lead={
        <p className="text-label text-quiet">
          {t('invitation.step', { x: firstRunSteps.length, n: firstRunSteps.length })}
        </p>
      }
    >
      <Suspense fallback={<Skeleton />}>
        <Recorded />
        <Button
          size="wide"
          onClick={() =>
            void enqueue(peopleOnPhone.setPreferences, { input: { welcomed: true }, base: null }).catch(() =>
              toast({ text: t('recorded.failed') }),
            )
          }
        >
          {t('recorded.done')}
        </Button>
      </Suspense>
    </Entry>
  )
}
