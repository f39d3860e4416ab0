import { type AnswersOf, answer, answerAbout } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { openRecord } from '#server/features/people/facade.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { shiftQueries } from '#shared/shifts/queries.ts'
import type { EntryView, PatternView, PersonShifts, RosterPeople } from '#shared/shifts/views.ts'
import { cleanCell } from '#shared/tables/clean.ts'
import {
  type EntryRow,
  entriesOf,
  type PatternRow,
  patternsOf,
  peopleCalled,
  personOf,
  teamsOf,
} from './queries.ts'

/** Returns the reader's own shifts and absences. */
async function ownShifts({ db, actor }: Scope): Promise<PersonShifts> {
  return await db.last(async () => (await readShifts(db, actor.person)).view)
}

/** Returns another's, for who leads them today; logged before they are read. NOT_FOUND for everybody else. */
async function shiftsOfAnother(
  { db, actor, shown }: Scope<WriteDb>,
  { personId }: { personId: string },
): Promise<PersonShifts> {
  const { view, teamIds } = await openRecord(
    { db, actor, shown },
    { subjectId: personId, kind: 'person', last: true },
    () => readShifts(db, personId),
  )
  if (!can(actor, 'shift.read', { personId, teamIds })) throw new AppError('NOT_FOUND')
  return view
}

async function readShifts(db: ActorDb, personId: string): Promise<{ view: PersonShifts; teamIds: string[] }> {
  const [person, teamIds, patterns, entries] = await Promise.all([
    personOf(db, personId),
    teamsOf(db, personId),
    patternsOf(db, personId),
    entriesOf(db, personId),
  ])
  if (!person) throw new AppError('NOT_FOUND')
  const view = {
    person: { personId, name: person.name },
    zone: person.zone,
    patterns: patterns.map(patternView),
    entries: entries.filter(({ removed }) => !removed).map(entryView),
    dismissed: entries.flatMap(({ removed, source, source_key: key, last_day: lastDay }) =>
      removed && source !== null && key !== null ? [{ source, key, lastDay }] : [],
    ),
  }
  return { view, teamIds }
}

const authorOf = ({ changed_by: personId, changed_by_name: name }: PatternRow | EntryRow) =>
  personId === null ? null : { personId, name: name ?? '' }

const patternView = (row: PatternRow): PatternView => ({
  startsOn: row.starts_on,
  zone: row.zone,
  hours: row.hours,
  by: authorOf(row),
})

const entryView = (row: EntryRow): EntryView => ({
  entryId: row.entry_id,
  kind: row.kind,
  firstDay: row.first_day,
  from: row.from_time,
  lastDay: row.last_day,
  until: row.until_time,
  zone: row.zone,
  source: row.source,
  imported: row.source !== null && !row.corrected,
  sourceKey: row.source_key,
  by: authorOf(row),
  version: row.version,
})

/** Returns whom the words of a roster mean. NOT_FOUND for who does not lead the team. */
async function readCalled(
  { db, actor }: Scope,
  { teamId, called }: { teamId: string; called: string[] },
): Promise<RosterPeople> {
  if (!can(actor, 'team.import', { teamId })) throw new AppError('NOT_FOUND')
  const cleaned = new Map(called.map((word) => [word, cleanCell(word)]))
  const found = Map.groupBy(
    await peopleCalled(db, teamId, [...new Set(cleaned.values())]),
    ({ word }) => word,
  )
  return {
    people: [...cleaned].map(([word, name]) => {
      const [person, ...others] = found.get(name) ?? []
      return {
        called: word,
        personId: person && others.length === 0 ? person.person_id : null,
        several: others.length > 0,
      }
    }),
  }
}

export const answers: AnswersOf<'shifts'> = {
  person: answerAbout(shiftQueries.person, { own: ownShifts, another: shiftsOfAnother }),
  called: answer(shiftQueries.called, readCalled),
}
