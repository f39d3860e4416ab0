import { Suspense } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Sheet } from '#client/ui/sheet.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { signInForm } from './lazy-sign-in.ts'
import { askAgain } from './session-state.ts'

/** The session ended on the server: the screen and the queue stay as they are below. */
export function SignInAgain({ open }: { open: boolean }) {
  const t = useT()
  return (
    <Sheet open={open} onClose={() => askAgain(false)} title={t('signIn.again')}>
      <div className="stack">
        <p>{t('signIn.again.why')}</p>
        {open && (
          <Suspense fallback={<Skeleton rows={2} />}>
            <signInForm.Page />
          </Suspense>
        )}
      </div>
    </Sheet>
  )
}
