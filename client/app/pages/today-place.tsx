import { type ComponentProps, lazy, Suspense, useState } from 'react'
import { InboxLink } from '#client/features/inbox/inbox-link.tsx'
import { TodayPage } from '#client/features/today/today-page.tsx'
import { loadLaterMessages } from '#client/lib/i18n.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { lazyValue } from '#client/lib/lazy-value.ts'
import { teamsLed, teamsManaged, useMe } from '#client/lib/me.ts'
import type { RowActs } from '#client/manifest/today-rows.ts'
import type { Me } from '#shared/people/views.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import { firstSteps } from './first-steps-state.ts'
import { SearchLink } from './search-link.tsx'
import { todayRows } from './today-rows.ts'

const managerHome = lazyValue(async () => {
  const messages = loadLaterMessages()
  const { Decisions, TeamsAtHome, useDecisionsKnown } = await import('./manager-home.tsx')
  await messages
  return { Decisions, TeamsAtHome, useDecisionsKnown }
})
const { Page: FirstStepsPlace } = lazyPage(
  async () => (await import('./first-steps-place.tsx')).FirstStepsPlace,
)
const NextAtToday = lazy(async () => {
  const [{ NextAtToday }] = await Promise.all([import('./next-at-today.tsx'), loadLaterMessages()])
  return { default: NextAtToday }
})
const AnswerTalkSheet = lazy(async () => {
  const [{ AnswerTalkSheet }] = await Promise.all([
    import('#client/features/check-ins/answer-talk-sheet.tsx'),
    loadLaterMessages(),
  ])
  return { default: AnswerTalkSheet }
})

/**
 * A manager's escalations have rows of their own: with the question, its clock and the sheet. What came to another
 * function of theirs does not stand there.
 */
const isManaged = (item: TodayItem) => item.kind === 'escalation' && item.why !== 'routed'

/** Returns whether the reader leads teams, and none of them had an audit log when the steps began. */
function useFirstSteps(me: Me): boolean {
  const teams = teamsLed(me)
  const isEmpty = teams.length > 0 && teams.every(({ audited }) => audited === false)
  return firstSteps.begin(isEmpty) && teams.length > 0
}

/** Today; who asks to talk is answered over it. */
export function TodayPlace() {
  const me = useMe()
  const manages = teamsManaged(me).length > 0
  const isFirst = useFirstSteps(me)
  const [talk, setTalk] = useState<Parameters<RowActs['answerTalk']>[0]>()
  const page = {
    kinds: todayRows.useValue(),
    aside: (
      <>
        <SearchLink />
        <InboxLink />
      </>
    ),
    // The screen waits for them, so that they never push the list down.
    first: isFirst && <FirstStepsPlace />,
    whenEmpty: (
      <Suspense fallback={null}>
        <NextAtToday />
      </Suspense>
    ),
    onAnswerTalk: setTalk,
  }
  return (
    <>
      {manages ? <ManagerToday {...page} /> : <TodayPage {...page} />}
      {talk && (
        <Suspense fallback={null}>
          <AnswerTalkSheet
            requestId={talk.requestId}
            from={talk.from}
            version={null}
            onClose={() => setTalk(undefined)}
          />
        </Suspense>
      )}
    </>
  )
}

/** Waits for a manager's parts; they bring a hook, which is called in a component that waits for nothing. */
const ManagerToday = (page: ComponentProps<typeof TodayPage>) => (
  <ManagerPage {...page} parts={managerHome.useValue()} />
)

type ManagerParts = Awaited<ReturnType<typeof managerHome.preload>>

/** With what waits for a manager's decision after what is now, and how their teams decide below everything. */
function ManagerPage({
  parts: { Decisions, TeamsAtHome, useDecisionsKnown },
  ...page
}: ComponentProps<typeof TodayPage> & { parts: ManagerParts }) {
  return (
    <TodayPage {...page} elsewhere={isManaged} known={useDecisionsKnown()} afterNow={<Decisions />}>
      <TeamsAtHome />
    </TodayPage>
  )
}
