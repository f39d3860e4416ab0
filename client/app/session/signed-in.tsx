import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react'
import { BrowserRouter } from 'react-router'
import { useMessages } from '#client/app/shell/messages.ts'
import { Shell } from '#client/app/shell/shell.tsx'
import { applyTheme } from '#client/app/shell/theme.ts'
import { connection } from '#client/lib/connection.ts'
import { I18nProvider } from '#client/lib/i18n.ts'
import { MeProvider, useMe } from '#client/lib/me.ts'
import { queries, trpc } from '#client/lib/trpc.ts'
import { WorkStatusContext } from '#client/lib/work-status.ts'
import { OfflineProvider, useOffline } from '#client/offline/react/offline-context.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { useSyncStatus } from '#client/offline/react/use-sync-status.ts'
import { askForSync } from '#client/pwa/background-sync.ts'
import { install } from '#client/pwa/install.ts'
import { ToastProvider } from '#client/ui/toast.tsx'
import { losesAccess, releaseCopies } from './lost-access.ts'
import { rememberedMe, rememberMe } from './remembered.ts'
import type { Session } from './session.ts'
import { SignInAgain } from './sign-in-again.tsx'

const WelcomePage = lazy(async () => ({ default: (await import('./welcome-page.tsx')).WelcomePage }))

type Props = { session: Session; asking: boolean }

/** Everything that one person works with. Mounted anew for another person, so that nothing is carried over. */
export function SignedIn({ session, asking }: Props) {
  return (
    <QueryClientProvider client={queries}>
      <OfflineProvider offline={session.offline}>
        <CurrentMe session={session}>
          <Messages>
            <Work>
              <ToastProvider>
                {/* In the tap's own task: a transition would show frames of the old screen between. */}
                <BrowserRouter useTransitions={false}>
                  <Screens />
                </BrowserRouter>
                <SignInAgain open={asking} />
              </ToastProvider>
            </Work>
          </Messages>
        </CurrentMe>
      </OfflineProvider>
    </QueryClientProvider>
  )
}

function Screens() {
  if (useMe().person.welcomed) return <Shell />
  return (
    <Suspense fallback={null}>
      <WelcomePage />
    </Suspense>
  )
}

/** Starts from what this phone remembers, follows the server, and shows what was just changed at once. */
function CurrentMe({ session, children }: { session: Session; children: ReactNode }) {
  const { data: me = session.me, dataUpdatedAt } = useFoldedQuery({
    ...trpc.people.me.queryOptions(),
    initialData: session.me,
    initialDataUpdatedAt: session.readAt,
    // However young the copy is: a role may be over since.
    refetchOnMount: session.readAt === 0 ? 'always' : true,
  })
  const { theme } = me.person
  useEffect(() => applyTheme(theme), [theme])
  useEffect(() => {
    const before = rememberedMe()
    rememberMe(me)
    if (before && losesAccess(before, me)) void releaseCopies(session)
  }, [me, session])
  return (
    <MeProvider me={me} peopleKnown={dataUpdatedAt > 0}>
      {children}
    </MeProvider>
  )
}

function Messages({ children }: { children: ReactNode }) {
  const { person } = useMe()
  const messages = useMessages(person.locale)
  if (!messages) return null
  return (
    <I18nProvider {...messages} timeZone={person.zone}>
      {children}
    </I18nProvider>
  )
}

/** What the headers say of the connection and of unsent work; asks the browser to wake us while there is some. */
function Work({ children }: { children: ReactNode }) {
  const { outbox, status } = useOffline()
  const { online, unsent, attention, sending } = useSyncStatus(status)
  const state = attention > 0 ? 'attention' : sending > 0 ? 'sending' : unsent > 0 ? 'local' : 'sent'
  const n = attention > 0 ? attention : unsent
  const shown = useMemo(() => ({ online, state, n }) as const, [online, state, n])
  useEffect(() => {
    connection.hurry(unsent > 0)
    if (unsent > 0) void askForSync()
  }, [unsent])
  useEffect(
    () =>
      outbox.events.subscribe((event) => {
        if (event.type === 'settled' && event.name === 'today.settle') install.earn()
      }),
    [outbox],
  )
  return <WorkStatusContext value={shown}>{children}</WorkStatusContext>
}
