import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { toAppError } from '#client/lib/app-error.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useMe } from '#client/lib/me.ts'
import { openPhoneTable } from '#client/lib/phone-table.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import { administration } from '#shared/administration/contracts.ts'
import { type PeopleFile, readPeople } from '#shared/administration/people-file-rules.ts'
import type { DirectoryPerson, StructureView } from '#shared/administration/views.ts'
import { UnreadableFile } from '#shared/tables/read-table.ts'
import { directoryOptions } from './data.ts'
import { makeLink } from './invitation-link.ts'
import { type PeoplePlan, type PlannedRow, planOf } from './people-plan.ts'

/** Says what became of a row: its link, where there is one, or the server's refusal. */
export interface DoneRow {
  planned: PlannedRow
  link: string | null
  failure: unknown
}
export type PeopleState =
  | { kind: 'empty' }
  | { kind: 'unreadable' }
  | { kind: 'reading' }
  | { kind: 'planned'; name: string; file: PeopleFile; plan: PeoplePlan; join: boolean }
  | { kind: 'running'; done: number; total: number }
  | { kind: 'done'; rows: readonly DoneRow[]; plan: PeoplePlan }
  | { kind: 'failed'; error: unknown }

/** Reads a file of people on the phone, plans it, and sends a command for each row: each is the administrator's own. */
export function usePeopleFile({ org, teams }: StructureView) {
  const queries = useQueryClient()
  const askNow = useAskNow()
  const { locale: mine } = useMe().person
  const [state, setState] = useState<PeopleState>({ kind: 'empty' })
  // The links are shown once: leaving asks.
  useUnsentEdit(state.kind === 'running' || (state.kind === 'done' && state.rows.some(({ link }) => link)))
  const today = calendarDay(Date.now(), org.zone)

  async function search(term: string): Promise<DirectoryPerson[]> {
    const { pages } = await queries.fetchInfiniteQuery({
      ...directoryOptions(term.slice(0, 100)),
      staleTime: 0,
    })
    return pages.flatMap((page) => page.people)
  }
  async function find({ email, name }: { email: string; name: string }) {
    const byAddress = await search(email)
    const both = [...byAddress, ...(await search(name))]
    return {
      byEmail: byAddress.find((person) => person.email === email),
      byName: [...new Map(both.map((person) => [person.personId, person])).values()],
    }
  }

  async function plan(name: string, file: PeopleFile, join: boolean) {
    setState({ kind: 'reading' })
    try {
      const planned = await planOf(file, { teams, today, find, join })
      setState({ kind: 'planned', name, file, plan: planned, join })
    } catch (error) {
      setState({ kind: 'failed', error })
    }
  }
  async function choose(file: File) {
    setState({ kind: 'reading' })
    try {
      await plan(file.name, await readPeople(await openPhoneTable(file)), false)
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      setState({ kind: 'unreadable' })
    }
  }

  async function send(planned: PlannedRow): Promise<string | null> {
    const { row, teamId, act } = planned
    if (act === 'nothing') return null
    const assignment = {
      ...{ membershipId: uuidv7(), role: row.role, teamId, function: null, endsOn: null },
      startsOn: row.startsOn ?? today,
    }
    if (act === 'give') {
      await askNow(administration.giveRole, { personId: planned.personId, standing: assignment })
      return null
    }
    const { link, tokenHash } = await makeLink(window.location.origin)
    const { email, name } = row
    if (act === 'join')
      await askNow(administration.inviteAgain, { personId: planned.personId, email, tokenHash })
    else {
      const person = { personId: uuidv7(), name, email, reference: null, locale: row.locale ?? mine }
      await askNow(administration.invite, { ...person, standing: assignment, tokenHash })
    }
    return link
  }

  async function run() {
    if (state.kind !== 'planned') return
    const { rows } = state.plan
    const done: DoneRow[] = []
    for (const planned of rows) {
      setState({ kind: 'running', done: done.length, total: rows.length })
      try {
        done.push({ planned, link: await send(planned), failure: undefined })
      } catch (error) {
        done.push({ planned, link: null, failure: toAppError(error) })
      }
    }
    setState({ kind: 'done', rows: done, plan: state.plan })
    await queries.invalidateQueries(trpc.administration.pathFilter())
  }
  return { state, choose, plan, run }
}
