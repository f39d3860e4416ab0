import type { UpdateMark } from '#shared/policies/update-rules.ts'
import { type Calendar, demoWeeks, iso, midnightInSeoul, plusDays } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { type AuditingTeam, analysts, newJoiner, teamIn } from './people.ts'
import { questionAbout } from './questions.ts'
import type { RowOf } from './rows.ts'

type Version = Pick<RowOf<'policy_version'>, 'version_id' | 'policy' | 'effective_from' | 'entered_at'>

interface Remark {
  mark: Exclude<UpdateMark, 'read'>
  /** Null where a policy question has the words. */
  text: string | null
}
/** What some analysts say of the version that is about to take effect. */
const remarks: Readonly<Record<string, Remark>> = {
  'yerin.han': { mark: 'question', text: null },
  'haram.ryu': { mark: 'gap', text: '이미지 속 은어를 자막으로 옮긴 경우가 정해져 있지 않습니다.' },
  'sinead.farrelly': { mark: 'question', text: null },
  'oisin.mcgrane': { mark: 'gap', text: 'Nothing says how coded terms in a screenshot are treated.' },
}
/** Those who have yet to read it. */
const unread = new Set([
  ...['jihu.nam', 'junseo.yang', 'yunseul.chae', newJoiner],
  ...['priya.ramanathan', 'eoghan.tierney', 'zofia.drabik', 'dogyeong.ha'],
])

/** Days before it was entered from which on a version that took effect is new to who was there, as in the database. */
const askedBack = 30

/** Returns whether a version is in force or to come, and was new to a person when it was entered. */
function isAsked(
  { policy, effective_from: from, entered_at: entered }: Version,
  { versions, today, joined }: { versions: readonly Version[]; today: string; joined: string },
): boolean {
  const replaced = versions.some(
    (other) => other.policy === policy && other.effective_from > from && other.effective_from <= today,
  )
  return !replaced && (from > joined ? from : joined) >= plusDays(entered.slice(0, 10), -askedBack)
}

/** Returns whether the new joiner has yet to read a version that was in force when they came. */
const isLeftByJoiner = (key: string, { policy }: Version) => key === newJoiner && policy === 'violent-threat'

interface Setting {
  org: string
  id: MakeId
  calendarFor: (team: AuditingTeam) => Calendar
  versions: readonly Version[]
}

/** Returns the marks of every analyst on what is in force or to come, and the ledger's entries of their gaps. */
export function policyMarksOf({ org: org_id, id, calendarFor, versions }: Setting): {
  policy_mark: RowOf<'policy_mark'>[]
  policy_ledger_entry: RowOf<'policy_ledger_entry'>[]
} {
  const marks = analysts.flatMap((person, number) => {
    const team = teamIn(person, demoWeeks - 1)
    if (!team) return []
    const calendar = calendarFor(team)
    const { from = 'always' } = person.memberships.findLast((membership) => membership.team === team) ?? {}
    const joined = from === 'always' ? '' : (calendar.weeks[from] ?? '')
    return versions
      .filter((version) => isAsked(version, { versions, today: calendar.today, joined }))
      .flatMap((version, place) => {
        const coming = version.effective_from > calendar.today
        if (coming ? unread.has(person.key) : isLeftByJoiner(person.key, version)) return []
        const remark = coming ? remarks[person.key] : undefined
        const entered = version.entered_at.slice(0, 10)
        const day = plusDays(entered > joined ? entered : joined, 1 + ((number + place) % 3))
        const timestamp = Math.min(
          calendar.instant(day, 9 * 60 + 20 + 7 * number),
          midnightInSeoul(calendar.today) - 60_000 * (number + 1),
        )
        return {
          ...{ org_id, version_id: version.version_id, person_id: id('person', person.key) },
          ...{ team_id: id('team', team), policy: version.policy, mark: remark?.mark ?? ('read' as const) },
          text: remark?.text ?? null,
          entry_id: remark?.mark === 'gap' ? id('policy gap', person.key) : null,
          question_id: remark?.mark === 'question' ? questionAbout(id, version.version_id, person.key) : null,
          ...{ marked_at: iso(timestamp), claimed_at: null, version: 1 },
        }
      })
  })
  return {
    policy_mark: marks.map(({ policy: _, ...row }) => row),
    policy_ledger_entry: marks.flatMap(({ entry_id, team_id, policy, version_id, marked_at }) =>
      entry_id === null
        ? []
        : [
            {
              ...{ org_id, entry_id, team_id, policy, policy_version_id: version_id, clause_id: null },
              ...{ cause: 'unclear_policy', case_ref: null, audit_id: null, review_id: null },
              ...{ opened_by: null, opened_at: marked_at },
            },
          ],
    ),
  }
}
