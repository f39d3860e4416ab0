import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { afterStart } from '#client/app/after-start.ts'
import { Entry } from '#client/app/session/entry.tsx'
import { signInPage } from '#client/app/session/lazy-sign-in.ts'
import type { Session } from '#client/app/session/session.ts'
import { SignedIn } from '#client/app/session/signed-in.tsx'
import { SignedOutMessages } from '#client/app/session/signed-out-messages.tsx'
import { useSessionState } from '#client/app/session/use-session.ts'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { queries } from '#client/lib/trpc.ts'
import type { Locale } from '#shared/people/views.ts'
import { screenSettled } from './screen-settled.ts'

const InvitationPage = lazy(async () => ({
  default: (await import('#client/app/session/invitation-page.tsx')).InvitationPage,
}))

const LockedPage = lazy(async () => ({
  default: (await import('#client/app/session/locked-page.tsx')).LockedPage,
}))

/** Of the address /invitation#token: what follows the # is never sent to a server. */
function invitationToken(): string | undefined {
  const { pathname, hash } = window.location
  return pathname === paths.invitation && hash.length > 1 ? hash.slice(1) : undefined
}

/** The invitation, the sign-in, or the app of who is signed in. */
export function App() {
  const state = useSessionState()
  const [token, setToken] = useState(invitationToken)
  useLive(state.kind === 'open' && !state.locked ? state.session : undefined)

  if (token)
    return (
      <Before>
        <InvitationPage
          token={token}
          onDone={() => {
            history.replaceState(null, '', '/')
            setToken(undefined)
          }}
        />
      </Before>
    )
  if (state.kind === 'open' && state.locked)
    return (
      <Before locale={state.session.me.person.locale}>
        <LockedPage session={state.session} expired={state.expired} />
      </Before>
    )
  if (state.kind === 'open')
    return <SignedIn key={state.session.me.person.personId} session={state.session} asking={state.asking} />
  if (state.kind === 'starting') return null
  return <Before>{state.kind === 'broken' ? <Broken /> : <signInPage.Page />}</Before>
}

function Before({ locale, children }: { locale?: Locale; children: ReactNode }) {
  return (
    <QueryClientProvider client={queries}>
      <SignedOutMessages {...(locale ? { locale } : {})}>
        <Suspense fallback={null}>{children}</Suspense>
      </SignedOutMessages>
    </QueryClientProvider>
  )
}

function Broken() {
  const t = useT()
  return (
    <Entry title={t('page.broken.title')}>
      <p className="text-prose">{t('page.broken')}</p>
    </Entry>
  )
}

/** The stream of changes comes after the first screen, in code of its own. */
function useLive(session: Session | undefined): void {
  useEffect(() => {
    if (!session) return
    let wanted = true
    let stop = () => {}
    const begun = screenSettled().then(async () => {
      const [{ startLive }, parts] = await Promise.all([
        import('#client/app/live/live.ts'),
        afterStart.preload(),
      ])
      if (!wanted) return
      stop = startLive(session, parts)
    })
    // Without a network and without a worker this code may be missing; the next start brings it.
    begun.catch(() => undefined)
    return () => {
      wanted = false
      stop()
    }
  }, [session])
}
