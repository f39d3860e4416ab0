import type { OwnerDb } from '#server/db/database.ts'
import type { Keystore } from '#server/keys/keystore.ts'
import { checkInItems } from '#shared/check-ins/rules.ts'
import {
  bandOf,
  type Candidate,
  decide,
  levelOf,
  type Period,
  periodOf,
  shifted,
} from '#shared/check-ins/totals-rules.ts'
import { openContents } from './contents-rules.ts'
import {
  type CountedAnswer,
  insertTotals,
  materialOf,
  type OrgDay,
  orgDays,
  publishedSince,
  type TeamNode,
  type TotalRow,
} from './total-queries.ts'

/** With so many periods before it a new figure is compared: a year. */
export const comparedPeriods = 13

/** Raw answers are gone after that, so that an older period that was missed stays open for good. */
const caughtUpPeriods = 3

/** The job: closes every period that has ended and is open. What it closes never changes again. */
export async function closePeriods({
  db,
  keys,
  now,
}: {
  db: OwnerDb
  keys: Keystore
  now: () => number
}): Promise<void> {
  for (const org of await orgDays(db, new Date(now()).toISOString()))
    for (const period of openPeriods(org)) await close({ db, keys }, org, period)
}

function openPeriods({ day, began, closed }: OrgDay): Period[] {
  const current = periodOf(day)
  return Array.from({ length: caughtUpPeriods }, (_, n) => shifted(current, n - caughtUpPeriods)).filter(
    ({ from, to }) => to >= began && (closed === null || from > closed),
  )
}

async function close(
  { db, keys }: { db: OwnerDb; keys: Keystore },
  { org_id: org, zone }: OrgDay,
  period: Period,
) {
  const { teams, members, answers } = await materialOf(db, { org, zone, ...period })
  const mayCount = new Set(members.map(({ team_id, person_id }) => `${team_id} ${person_id}`))
  const counted = answers.filter(({ team_id, person_id }) => mayCount.has(`${team_id} ${person_id}`))
  const nameOf = (person: string) => keys.pseudonym({ org, person }, 'team total').toString('hex')
  const since = shifted(period, -comparedPeriods).from
  const means = meansOf(counted, { org, keys })
  const below = subtrees(teams)
  const rows: TotalRow[] = []
  for (const item of checkInItems) {
    const values = new Map<string, number>()
    const home = new Map<string, string>()
    for (const [person, { team, items }] of means) {
      const value = items[item]
      if (value === undefined) continue
      values.set(nameOf(person), value)
      home.set(nameOf(person), team)
    }
    const candidates = below.map(({ teamId, teams: within }): Candidate => {
      // Who answered in one team and stood in another as well is one person, in the team that they answered in last.
      const elsewhere = (name: string) => !within.has(home.get(name) ?? teamId)
      const stood = members
        .filter(({ team_id }) => within.has(team_id))
        .map(({ person_id }) => nameOf(person_id))
      return {
        teamId,
        respondents: new Set([...home].flatMap(([name, team]) => (within.has(team) ? name : []))),
        members: new Set(stood.filter((name) => !elsewhere(name))),
      }
    })
    const decisions = decide(candidates, await publishedSince(db, org, item, since))
    for (const [teamId, { why, respondents, members }] of decisions) {
      const people = [...respondents]
      rows.push({
        team_id: teamId,
        item,
        level: why ? null : levelOf(people.map((name) => values.get(name) ?? Number.NaN)),
        why,
        response: why ? null : bandOf(respondents.size, members.size),
        people,
      })
    }
  }
  await insertTotals(db, { org, from: period.from, rows })
}

type Means = Map<string, { team: string; items: Partial<Record<(typeof checkInItems)[number], number>> }>

/** Each person's own mean of each item: who checks in often counts no more than who did once. */
function meansOf(answers: readonly CountedAnswer[], { org, keys }: { org: string; keys: Keystore }): Means {
  const means: Means = new Map()
  for (const [person, rows] of Map.groupBy(answers, ({ person_id }) => person_id)) {
    const read = rows.flatMap((row) => {
      const ref = { org, person, item: row.check_in_id }
      const key = keys.find(ref)
      return (key && openContents(key, ref, row)?.answers) ?? []
    })
    const items = Object.fromEntries(
      checkInItems.flatMap((item) => {
        const given = read.flatMap((candidate) => candidate[item] ?? [])
        return given.length > 0 ? [[item, given.reduce((sum, value) => sum + value, 0) / given.length]] : []
      }),
    )
    means.set(person, { team: rows.at(-1)?.team_id ?? '', items })
  }
  return means
}

/** Each team with those below it, those at the bottom first; beside one another by their ids. */
function subtrees(teams: readonly TeamNode[]): { teamId: string; teams: ReadonlySet<string> }[] {
  const within = (teamId: string): string[] => [
    teamId,
    ...teams.filter(({ parent_id }) => parent_id === teamId).flatMap(({ team_id }) => within(team_id)),
  ]
  return teams
    .map(({ team_id }) => ({ teamId: team_id, teams: new Set(within(team_id)) }))
    .sort((a, b) => a.teams.size - b.teams.size || a.teamId.localeCompare(b.teamId))
}
