import type { NoNeedReason } from '#shared/audits/put-right-rules.ts'
import { isSameLabel } from '#shared/audits/rules.ts'
import type { Decision } from './audits.ts'
import { type Calendar, iso } from './calendar.ts'
import { chanceFor, type DemoInput, type MakeId } from './identity.ts'
import { type AuditingTeam, leadOf } from './people.ts'
import type { RowOf } from './rows.ts'

interface Setting extends DemoInput {
  org: string
  id: MakeId
  decisions: readonly Decision[]
  machines: readonly RowOf<'machine_decision'>[]
  imports: readonly RowOf<'audit_import'>[]
  calendarFor: (team: AuditingTeam) => Calendar
  teams: readonly AuditingTeam[]
}

interface Wrong {
  item_id: string
  audit_id: string | null
  decision_id: string | null
  analyst_id: string | null
  reference: string
  right: string
  /** Milliseconds since the epoch of when it was found wrong. */
  at: number
  import_id: string | null
}

/** Share of the files' wrong decisions of which the file itself says that they were put right. */
const saidByFile = 0.86
const reasons: readonly NoNeedReason[] = ['gone', 'gone', 'not_carried_out', 'same_effect', 'policy_changed']

/**
 * Returns whether wrong decisions were put right on the platform: of most the file says so, of the rest the lead; the last
 * week's wait, and now and then one of before is late or still open.
 */
export function putRightOf(setting: Setting): {
  put_right: RowOf<'put_right'>[]
  put_right_event: RowOf<'put_right_event'>[]
} {
  const items = setting.teams.flatMap((team) =>
    wrongIn(team, setting).map((wrong) => settled(wrong, team, setting)),
  )
  return {
    put_right: items,
    put_right_event: items
      .filter(({ state }) => state !== 'open')
      .map(({ org_id, item_id, team_id, analyst_id, state, reason, done_on, put_to, ...item }) => ({
        ...{ org_id, event_id: setting.id('put right', item_id), item_id, team_id, analyst_id },
        ...{ version: item.version, state, reason, done_on, put_to, set_by: item.set_by },
        ...{ import_id: item.import_id, at: item.set_at ?? item.opened_at },
      })),
  }
}

function wrongIn(team: AuditingTeam, { id, decisions, machines, imports }: Setting): Wrong[] {
  const arrived = new Map(imports.map(({ import_id, at }) => [import_id, Date.parse(at)]))
  const ofPeople = decisions
    .filter(({ row, team: decidedIn }) => decidedIn === team && isWrong(row))
    .map(({ row, at }): Wrong => {
      const { audit_id, analyst_id, reference, import_id } = row
      const found = Math.max(at, arrived.get(import_id ?? '') ?? at)
      const right = row.verified_decision ?? ''
      return {
        ...{ item_id: audit_id, audit_id, decision_id: null, analyst_id, reference, right, at: found },
        import_id,
      }
    })
  const ofMachines = machines
    .filter(
      ({ team_id, ...row }) => team_id === id('team', team) && isWrong({ ...row, moderator_decision: null }),
    )
    .map(({ decision_id, reference, verified_decision, decided_at }): Wrong => {
      const key = { item_id: decision_id, audit_id: null, decision_id, analyst_id: null, import_id: null }
      return { ...key, reference, right: verified_decision ?? '', at: Date.parse(decided_at) }
    })
  return [...ofPeople, ...ofMachines]
}

/** As the database opens them. */
const isWrong = ({
  kind,
  decision,
  moderator_decision: moderator,
  verified_decision: verified,
}: Pick<RowOf<'audit'>, 'kind' | 'decision' | 'moderator_decision' | 'verified_decision'>): boolean =>
  (kind === 'audit' || kind === 'appeal') &&
  verified !== null &&
  (!isSameLabel(decision, verified) || (moderator !== null && !isSameLabel(moderator, verified)))

function settled(wrong: Wrong, team: AuditingTeam, setting: Setting): RowOf<'put_right'> {
  const { org, id, seed, calendarFor } = setting
  const calendar = calendarFor(team)
  const chance = chanceFor(seed, 'put right', wrong.reference)
  const { right, reference: _reference, at, import_id, ...keys } = wrong
  const opened_at = iso(at)
  const lead = id('person', leadOf[team])
  const open = {
    ...keys,
    ...{ org_id: org, team_id: id('team', team), opened_at, state: 'open' as const, reason: null },
    ...{ done_on: null, put_to: null, set_by: null, set_at: null, import_id: null, version: 1 },
  }
  const opened = iso(at + 9 * 3_600_000).slice(0, 10)
  if (import_id !== null && chance.next() < saidByFile) {
    const said = { state: 'done' as const, done_on: opened, put_to: right, set_by: lead, set_at: opened_at }
    return { ...open, ...said, import_id, version: 2 }
  }
  // One in twelve is put right after it was due.
  const late = chance.between(0, 11) === 0
  const days = calendar.worked.filter((day) => day > opened)
  const [weekBefore = '', latest = ''] = calendar.weeks.slice(-2)
  // Some of these were forgotten, and are overdue by now.
  const isOfWeekBefore = opened >= weekBefore && opened < latest
  const day = days[late ? chance.between(4, 6) : chance.between(0, 2)]
  if (day === undefined || (isOfWeekBefore && chance.between(0, 4) === 0)) return open
  const set = { set_by: lead, set_at: iso(calendar.instant(day, chance.between(600, 1_020))), version: 2 }
  if (chance.between(0, 7) > 0) return { ...open, ...set, state: 'done', done_on: day, put_to: right }
  const reason = reasons[chance.between(0, reasons.length - 1)] ?? 'gone'
  return { ...open, ...set, state: 'not_needed', reason }
}
