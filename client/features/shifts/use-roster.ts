import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toAppError } from '#client/lib/app-error.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import type { Team } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import type { ErrorCode } from '#shared/core/errors.ts'
import { rosterLimit, shifts } from '#shared/shifts/contracts.ts'
import { calledLimit } from '#shared/shifts/queries.ts'
import type { RosterFile } from '#shared/shifts/roster-file-rules.ts'
import { calledIn, type PlannedRoster, planRoster } from '#shared/shifts/roster-people-rules.ts'
import { type KnownItem, rosterChanges } from '#shared/shifts/roster-rules.ts'
import type { PersonShifts, RosterReport } from '#shared/shifts/views.ts'
import { readRosterFile, UnreadableRoster } from './roster-file.ts'

/** Milliseconds for which what was read of the team is good enough to say what a file would change. */
const freshFor = 60_000

/** A file with whom its rows mean and what it would change. */
export interface RosterPlan extends PlannedRoster {
  source: string
  report: RosterReport
}

export type RosterState =
  | { kind: 'empty' }
  | { kind: 'unreadable' }
  | { kind: 'reading' }
  | { kind: 'missing'; file: RosterFile }
  | { kind: 'too_many' }
  | { kind: 'planned'; plan: RosterPlan }
  | { kind: 'running'; plan: RosterPlan }
  | { kind: 'done'; plan: RosterPlan }
  | { kind: 'failed'; code: ErrorCode }

/** Reads a roster on the phone, says what it would change, and sends it once the lead says so. */
export function useRoster(team: Team) {
  const queries = useQueryClient()
  const askNow = useAskNow()
  const [state, setState] = useState<RosterState>({ kind: 'empty' })
  const [chosen, setChosen] = useState<File>()
  const today = calendarDay(Date.now(), team.zone)

  async function plan(file: File, personId: string | null) {
    setChosen(file)
    setState({ kind: 'reading' })
    try {
      const read = await readRosterFile(file, team.zone, today)
      if (read.missing.length > 0) return setState({ kind: 'missing', file: read })
      const planned = planRoster(read, { zone: team.zone, personOf: await mapping(read, personId) })
      if (planned.entries.length > rosterLimit) return setState({ kind: 'too_many' })
      const source = read.name ?? file.name.slice(0, 200)
      const known = await knownOf(source)
      const { added, removed, unchanged, kept } = rosterChanges(planned.entries, known, today)
      const report = { added: added.length, removed: removed.length, unchanged, kept }
      setState({ kind: 'planned', plan: { ...planned, source, report } })
    } catch (error) {
      if (error instanceof UnreadableRoster) setState({ kind: 'unreadable' })
      else setState({ kind: 'failed', code: toAppError(error).code })
    }
  }

  async function mapping(read: RosterFile, personId: string | null) {
    if (personId !== null) return () => ({ personId })
    const allCalled = calledIn(read)
    const found = new Map<string, { personId: string | null; several: boolean }>()
    for (let place = 0; place < allCalled.length; place += calledLimit) {
      const called = allCalled.slice(place, place + calledLimit)
      const asked = trpc.shifts.called.queryOptions({ teamId: team.teamId, called })
      const { people } = await queries.fetchQuery({ ...asked, staleTime: 0, gcTime: 0 })
      for (const person of people) found.set(person.called, person)
    }
    return (called: string | null) => {
      if (called === null) return { reason: 'no_person' as const }
      const person = found.get(called)
      if (person?.personId) return { personId: person.personId }
      return { reason: person?.several ? ('several_people' as const) : ('unknown_person' as const) }
    }
  }

  /** Entries that an earlier import of the source left, of everybody of the team. */
  async function knownOf(source: string): Promise<KnownItem[]> {
    const views = await Promise.all(
      team.people.map(({ personId }) =>
        queries.fetchQuery({ ...trpc.shifts.person.queryOptions({ personId }), staleTime: freshFor }),
      ),
    )
    return views.flatMap((view) => knownIn(view, source))
  }

  async function run() {
    if (state.kind !== 'planned') return
    const { plan } = state
    setState({ kind: 'running', plan })
    try {
      const { source, entries } = plan
      await askNow(shifts.importRoster, { teamId: team.teamId, source, entries })
      setState({ kind: 'done', plan })
      await queries.invalidateQueries(trpc.shifts.person.pathFilter())
    } catch (error) {
      setState({ kind: 'failed', code: toAppError(error).code })
    }
  }
  return { state, chosen, plan, run }
}

function knownIn({ person: { personId }, entries, dismissed }: PersonShifts, source: string): KnownItem[] {
  const listed = entries.flatMap(({ source: from, sourceKey: key, lastDay, imported }) =>
    from === source && key !== null ? [{ personId, key, lastDay, corrected: !imported }] : [],
  )
  const gone = dismissed.flatMap(({ source: from, key, lastDay }) =>
    from === source ? [{ personId, key, lastDay, corrected: true }] : [],
  )
  return [...listed, ...gone]
}
