import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import { calendarOf } from '#server/features/escalations/facade.ts'
import { can } from '#shared/policy.ts'
import { noticeUntil } from './notice-rules.ts'
import { type UpdateRow, updatesFor } from './update-queries.ts'

/** Returns the versions that the reader has yet to mark, and those about to take effect that not everybody has read. */
export async function waiting({ db, actor }: Scope): Promise<Waiting[]> {
  const rows = await updatesFor(db, { unmarked: true })
  const own = rows.filter(({ person_id, team_id }) =>
    can(actor, 'mark.write', { personId: person_id, teamId: team_id }),
  )
  const led = rows.filter((row) => !row.joined_later && can(actor, 'mark.team', { teamId: row.team_id }))
  const due = await isDue(db, led)
  const byVersion = Map.groupBy(led.filter(due), (row) => `${row.team_id}:${row.version_id}`)
  return [
    ...new Map(own.map((row) => [row.version_id, ownRow(row)])).values(),
    ...[...byVersion.values()].flatMap((unread) => leadRow(unread, actor.person)),
  ]
}

/** Returns whether a version takes effect so soon that the lead hears of it, by the working calendar of the team's zone. */
async function isDue(db: ActorDb, rows: readonly UpdateRow[]): Promise<(row: UpdateRow) => boolean> {
  const until = new Map<string, string>()
  for (const { zone, today } of rows) {
    if (until.has(zone)) continue
    const year = Number(today.slice(0, 4))
    until.set(zone, noticeUntil(await calendarOf(db, zone, [year, year + 1]), today))
  }
  return ({ zone, effective_from: day }) => day <= (until.get(zone) ?? '')
}

const versionOf = (row: UpdateRow) => ({
  versionId: row.version_id,
  policy: { code: row.policy, nameKo: row.name_ko, nameEn: row.name_en },
  label: row.label,
  effectiveFrom: row.effective_from,
})

function ownRow(row: UpdateRow): Waiting {
  const key = `policy_update:${row.version_id}`
  const person = { personId: row.person_id, name: row.person_name }
  return {
    key,
    row: () => ({
      kind: 'policy_update',
      group: 'today',
      key,
      at: row.entered_at,
      person,
      ...versionOf(row),
    }),
  }
}

function leadRow(unread: readonly UpdateRow[], personId: string): Waiting[] {
  const [first] = unread
  if (!first) return []
  const key = `policy_unread:${first.team_id}:${first.version_id}`
  return [
    {
      key,
      people: [personId],
      row: ({ names }) => ({
        ...{ kind: 'policy_unread', group: 'today', key, at: first.entered_at },
        ...{ person: { personId, name: names[personId] ?? '' }, ...versionOf(first) },
        ...{ teamName: first.team_name, people: unread.length },
      }),
    },
  ]
}
