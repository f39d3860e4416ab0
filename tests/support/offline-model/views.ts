import { QueryClient } from '@tanstack/react-query'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { peopleOnPhone } from '#client/commands/people.ts'
import { todayOnPhone } from '#client/commands/today.ts'
import { type Api, trpc } from '#client/lib/trpc.ts'
import { foldKey, type PendingCommand } from '#client/offline/cache/fold.ts'
import type { Pages } from '#client/offline/cache/pages.ts'
import { createRegistry } from '#client/offline/outbox/command-registry.ts'
import { listCommands, type Outbox, readInput } from '#client/offline/outbox/outbox.ts'
import type { CaseView } from '#shared/audits/views.ts'
import type { CoachingView } from '#shared/coaching/views.ts'
import type { Me } from '#shared/people/views.ts'
import type { TodayView } from '#shared/today/views.ts'
import { openModelRegistry } from './registry.ts'

/** What a person's screens show of the one analyst there is. */
export type Views = { coaching: CoachingView; cases: CaseView[]; today: TodayView; me: Me }

export const newQueries = () =>
  new QueryClient({ defaultOptions: { queries: { gcTime: Number.POSITIVE_INFINITY } } })

const keysOf = (analystId: string) => ({
  coaching: trpc.coaching.person.queryKey({ personId: analystId }),
  cases: trpc.audits.cases.infiniteQueryKey({ personId: analystId, filter: 'all' }),
  today: trpc.today.list.queryKey(),
  me: trpc.people.me.queryKey(),
})

export async function readViews(api: Api, analystId: string): Promise<Views> {
  const [coaching, cases, today, me] = await Promise.all([
    api.coaching.person.query({ personId: analystId }),
    api.audits.cases.query({ personId: analystId, filter: 'all' }),
    api.today.list.query(),
    api.people.me.query(),
  ])
  return { coaching, cases: cases.cases, today, me }
}

/** What changes under everybody's hands, which is what a person looks up again. */
export async function readWork(api: Api, analystId: string): Promise<Pick<Views, 'coaching' | 'cases'>> {
  const [coaching, cases] = await Promise.all([
    api.coaching.person.query({ personId: analystId }),
    api.audits.cases.query({ personId: analystId, filter: 'all' }),
  ])
  return { coaching, cases: cases.cases }
}

/** Puts what was read where the app's queries would have put it. */
export function keepViews(
  queries: QueryClient,
  { coaching, cases, today, me }: Pick<Views, 'coaching' | 'cases'> & Partial<Views>,
): void {
  const keys = keysOf(coaching.person.personId)
  queries.setQueryData(keys.coaching, coaching)
  queries.setQueryData<unknown>(keys.cases, { pages: [{ cases, nextCursor: null }], pageParams: [null] })
  if (today) queries.setQueryData(keys.today, today)
  if (me) queries.setQueryData(keys.me, me)
}

/** What the app's queries hold; undefined before the first reading. */
export function keptViews(queries: QueryClient, analystId: string): Views | undefined {
  const keys = keysOf(analystId)
  const coaching = queries.getQueryData(keys.coaching)
  const cases = queries
    .getQueryData<Pages<{ cases: CaseView[] }>>(keys.cases)
    ?.pages.flatMap((page) => page.cases)
  const today = queries.getQueryData(keys.today)
  const me = queries.getQueryData(keys.me)
  return coaching && cases && today && me ? { coaching, cases, today, me } : undefined
}

/** All of it is loaded: in a model nothing may wait for code. */
export const registry = openModelRegistry()
await registry.ready(['people.', 'audits.', 'coaching.', 'today.'])

/** Of a release before there were requests for another look: it knows nothing of their commands. */
export const olderRegistry = createRegistry({
  people: async () => peopleOnPhone,
  coaching: async () => coachingOnPhone,
  today: async () => todayOnPhone,
})

type Member = { personId: string; name: string }
export const actingAs = ({ personId, name }: Member) => ({ by: { personId, name }, nameOf: () => null })

/** The screen: what the server said, with unsent work over it. */
export function foldViews(views: Views, pending: readonly PendingCommand[], who: Member): Views {
  const folding = { registry, pending, reader: actingAs(who) }
  const keys = keysOf(views.coaching.person.personId)
  return {
    coaching: foldKey(keys.coaching, views.coaching, folding),
    cases: views.cases.map((view) =>
      foldKey(trpc.audits.case.queryKey({ auditId: view.auditId }), view, folding),
    ),
    today: foldKey(keys.today, views.today, folding),
    me: foldKey(keys.me, views.me, folding),
  }
}

/** The unsent work as the pending store would hold it. */
export async function pendingOf(outbox: Outbox): Promise<PendingCommand[]> {
  const records = await listCommands(outbox)
  return Promise.all(
    records.map(async (record) => {
      const prepared = registry.prepare(record, await readInput(outbox, record))
      const input = prepared.kind === 'ready' ? prepared.input : undefined
      return { ...record, input, readable: prepared.kind === 'ready' }
    }),
  )
}
