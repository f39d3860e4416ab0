import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Actor, type CalibrationFacts, can } from '#shared/policy.ts'
import { ofOrg, type PolicyDatabase } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { TablesPart } from '#tests/support/policy-world/part.ts'

type Named = { org_id: string; round_id: string }

const raters = new WeakMap<object, Map<string, { person: string; submitted: boolean }[]>>()

/** Returns what is known of a round, from the rows of the world. */
function factsOf(world: Pick<PolicyDatabase, 'rows' | 'one'>, named: Named): CalibrationFacts {
  const round = world.one('calibration_round', 'round_id', named)
  const rows = world.rows.calibration_rater
  const byRound =
    raters.get(rows) ??
    Map.groupBy(
      rows.map((row) => ({
        key: `${row.org_id} ${row.round_id}`,
        person: row.person_id,
        submitted: row.submitted_at !== null,
      })),
      ({ key }) => key,
    )
  raters.set(rows, byRound)
  const found = byRound.get(`${named.org_id} ${named.round_id}`) ?? []
  return {
    teamId: round.team_id,
    raterIds: found.map(({ person }) => person),
    submittedIds: found.flatMap(({ person, submitted }) => (submitted ? [person] : [])),
    ended: round.closed_at !== null || found.every(({ submitted }) => submitted),
  }
}

const options = JSON.stringify(['a', 'b'].map((value) => ({ value, ko: null, en: null })))

/** Inserts a round of a team as the actor, who may say that somebody else made it. */
const newRound = (
  { org }: Pick<Actor, 'org'>,
  { round, team, by, imported = false }: { round: string; team: string; by: string; imported?: boolean },
) => sql`insert into calibration_round (org_id, round_id, team_id, title, level, options, deadline, seed,
    imported, made_by, closed_at)
  values (${org}, ${round}, ${team}, 'Round', 'nominal', ${options}::jsonb, now() + interval '1 day', 7,
    ${imported}, ${by}, ${imported ? sql`now()` : sql`null`})`

export const part: TablesPart = {
  rows: ({ org: org_id, teams, id, many, pick, random, ago, somebody, people }: Generator) => {
    const rounds = many(rowCount, (number) => {
      const team_id = pick(teams)
      return {
        ...{ org_id, round_id: id('round', number), team_id, title: 'Round', level: 'nominal' as const },
        ...{ options: options, deadline: ago(-60), seed: 7 },
        ...{ imported: false, made_by: somebody('lead', team_id), created_at: ago(90) },
        ...{ closed_at: random() < 0.3 ? ago(10) : null, reminded_at: null, warned_at: null },
      }
    })
    const cases = rounds.map(({ round_id }, number) => ({
      ...{ org_id, round_id, case_id: id('round case', number), position: 1, reference: 'C-1' },
      ...{ policy: null, description: null, repeat_of: null },
    }))
    const rating = rounds.flatMap(({ round_id, team_id }) => {
      const chosen = new Set([somebody('analyst', team_id), somebody('lead', team_id), pick(people)])
      const all = random() < 0.2
      return [...chosen].map((person_id) => {
        const submitted = all || random() < 0.5 ? ago(30) : null
        return { org_id, round_id, person_id, submitted_at: submitted, claimed_at: submitted }
      })
    })
    const caseOf = new Map(cases.map(({ round_id, case_id }) => [round_id, case_id]))
    return {
      calibration_round: rounds,
      calibration_case: cases,
      calibration_gold: cases.map(({ round_id, case_id }) => ({ org_id, round_id, case_id, value: 'a' })),
      calibration_rater: rating,
      calibration_rating: rating.flatMap(({ round_id, person_id, submitted_at }) => {
        const case_id = caseOf.get(round_id)
        return submitted_at && case_id
          ? [{ org_id, round_id, case_id, person_id, value: 'a', comment: `${round_id} ${person_id}` }]
          : []
      }),
    }
  },
  readers: {
    calibration_round: [
      'round_id',
      (actor, row, world) => can(actor, 'calibration.read', factsOf(world, row)),
    ],
    calibration_case: ['case_id', (actor, row, world) => can(actor, 'calibration.read', factsOf(world, row))],
    calibration_gold: [
      'case_id',
      (actor, row, world) => can(actor, 'calibration.results', factsOf(world, row)),
    ],
    calibration_rater: [
      'person_id',
      (actor, row, world) =>
        can(actor, 'calibration.rater', { ...factsOf(world, row), personId: row.person_id }),
    ],
    calibration_rating: [
      'comment',
      (actor, row, world) =>
        can(actor, 'calibration.rating', { ...factsOf(world, row), personId: row.person_id }),
    ],
  },
  writes: {
    'calibration.lead': (actor, pick, world) => {
      const { team_id: team, made_by } = pick(ofOrg(world.rows.calibration_round, actor))
      const by = pick([actor.person, actor.person, made_by ?? actor.person])
      return {
        expected: by === actor.person && can(actor, 'calibration.lead', { teamId: team }),
        statement: (db) => newRound(actor, { round: uuidv7(), team, by }).execute(db),
      }
    },
    'calibration.lead, raters of a round that is made and of one that was': (actor, pick, world) => {
      const { round_id, team_id: team } = pick(ofOrg(world.rows.calibration_round, actor))
      const made = pick([true, true, false])
      const round = made ? uuidv7() : round_id
      return {
        expected: made && can(actor, 'calibration.lead', { teamId: team }),
        statement: async (db) => {
          if (made) await newRound(actor, { round, team, by: actor.person }).execute(db)
          return await sql`insert into calibration_rater (org_id, round_id, person_id)
            values (${actor.org}, ${round}, ${actor.person})`.execute(db)
        },
      }
    },
    'calibration.lead, ratings of others in a round that is imported': (actor, pick, world) => {
      const { team_id: team } = pick(ofOrg(world.rows.calibration_round, actor))
      const { person_id: other } = pick(
        ofOrg(world.rows.calibration_rater, actor).filter(({ person_id }) => person_id !== actor.person),
      )
      const imported = pick([true, false])
      const [round, item] = [uuidv7(), uuidv7()]
      return {
        expected: imported && can(actor, 'calibration.lead', { teamId: team }),
        statement: async (db) => {
          await newRound(actor, { round, team, by: actor.person, imported }).execute(db)
          await sql`insert into calibration_case (org_id, round_id, case_id, position, reference)
            values (${actor.org}, ${round}, ${item}, 1, 'C-9')`.execute(db)
          await sql`insert into calibration_rater (org_id, round_id, person_id)
            values (${actor.org}, ${round}, ${other})`.execute(db)
          return await sql`insert into calibration_rating (org_id, round_id, case_id, person_id, value)
            values (${actor.org}, ${round}, ${item}, ${other}, 'a')`.execute(db)
        },
      }
    },
    'calibration.lead, closing': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.calibration_round, actor))
      return {
        expected: row.closed_at === null && can(actor, 'calibration.lead', { teamId: row.team_id }),
        statement: (db) =>
          sql`update calibration_round set closed_at = now() where round_id = ${row.round_id}`.execute(db),
      }
    },
    'calibration.rate': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.calibration_case, actor))
      const person = pick([
        actor.person,
        actor.person,
        pick(ofOrg(world.rows.calibration_rater, actor)).person_id,
      ])
      return {
        expected: person === actor.person && can(actor, 'calibration.rate', factsOf(world, row)),
        statement: (db) =>
          sql`insert into calibration_rating (org_id, round_id, case_id, person_id, value)
            values (${actor.org}, ${row.round_id}, ${row.case_id}, ${person}, 'b')`.execute(db),
      }
    },
    'calibration.rate, submitting': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.calibration_rater, actor))
      const facts = factsOf(world, row)
      return {
        expected: row.person_id === actor.person && can(actor, 'calibration.rate', facts),
        statement: (db) =>
          sql`update calibration_rater set submitted_at = now(), claimed_at = now()
            where round_id = ${row.round_id} and person_id = ${row.person_id}`.execute(db),
      }
    },
  },
}
