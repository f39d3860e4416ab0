import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Actor, can } from '#shared/policy.ts'
import { deciderOf } from '#tests/integration/reviews/reviews.tables.ts'
import { ofOrg, type PolicyDatabase } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { Row, TablesPart } from '#tests/support/policy-world/part.ts'

const ofAnalyst =
  (action: 'case.read' | 'scorecard.read') => (actor: Actor, row: { analyst_id: string; team_id: string }) =>
    can(actor, action, { analystId: row.analyst_id, teamId: row.team_id })

const ofTeam = (actor: Actor, row: { team_id: string }) => can(actor, 'team.import', { teamId: row.team_id })

const ofPutRight = (actor: Actor, row: { analyst_id: string | null; team_id: string }) =>
  can(actor, 'putRight.read', { analystId: row.analyst_id, teamId: row.team_id })

const mayVerify = (actor: Actor, row: { analyst_id: string; team_id: string }): boolean =>
  can(actor, 'team.import', { teamId: row.team_id }) && row.analyst_id !== actor.person

/** The generated reviews are of cases that were entered by hand: nobody has reviewed these. */
const mayAnswer = (actor: Actor, row: Row<'another_look'>, world: PolicyDatabase): boolean =>
  row.status === 'open' &&
  can(actor, 'recheck.answer', {
    analystId: row.analyst_id,
    judgeIds: [],
    teamId: row.team_id,
    decider: deciderOf(row, [], world),
  })

/** Returns whether the actor may answer a request about this case, and so reads it. */
const answersAbout = (actor: Actor, { audit_id }: { audit_id: string }, world: PolicyDatabase): boolean =>
  ofOrg(world.rows.another_look, actor).some(
    (recheck) => recheck.audit_id === audit_id && mayAnswer(actor, recheck, world),
  )

/** The id of a generated decision, for rows of other features that name one. */
export const anyAuditId = ({ id, random }: Generator): string => id('audit', Math.floor(random() * rowCount))

/** The case is the actor's, of a team that they lead, or one that they decide about. */
export const readsAudit = (actor: Actor, row: Row<'audit'>, world: PolicyDatabase): boolean =>
  ofAnalyst('case.read')(actor, row) || answersAbout(actor, row, world)

export const part: TablesPart = {
  rows: rowsOf,
  readers: {
    policy: ['code', () => true],
    term_name: ['code', () => true],
    audit_import: [
      'import_id',
      (actor, row) => can(actor, 'team.import', { teamId: row.team_id }) || row.imported_by === actor.person,
    ],
    audit: ['audit_id', readsAudit],
    another_look: [
      'look_id',
      (actor, row, world) =>
        ofAnalyst('case.read')(actor, row) ||
        row.answered_by === actor.person ||
        mayAnswer(actor, row, world),
    ],
    audit_verification: ['verification_id', ofAnalyst('case.read')],
    put_right: ['item_id', ofPutRight],
    put_right_event: ['event_id', ofPutRight],
    machine_decision: ['decision_id', ofTeam],
    machine_verification: ['verification_id', ofTeam],
    audit_day: ['team_id', ofAnalyst('scorecard.read')],
    audit_week: ['team_id', ofAnalyst('scorecard.read')],
    audit_stratum_week: ['team_id', ofTeam],
    audit_team_week: ['team_id', (actor, row) => can(actor, 'team.read', { teamId: row.team_id })],
    audit_machine_week: ['team_id', (actor, row) => can(actor, 'team.read', { teamId: row.team_id })],
  },
  writes: {
    'recheck.ask': (actor, pick, world) => {
      const asked = ofOrg(world.rows.another_look, actor).map((recheck) => recheck.audit_id)
      const audit = pick(ofOrg(world.rows.audit, actor).filter((row) => !asked.includes(row.audit_id)))
      return {
        expected: can(actor, 'recheck.ask', { analystId: audit.analyst_id }),
        statement: (db) =>
          sql`insert into another_look (org_id, look_id, audit_id, analyst_id, team_id, reason)
          values (${actor.org}, ${uuidv7()}, ${audit.audit_id}, ${actor.person}, ${audit.team_id}, 'x')`.execute(
            db,
          ),
      }
    },
    'recheck.answer': (actor, pick, world) => {
      const recheck = pick(ofOrg(world.rows.another_look, actor).filter(({ status }) => status === 'open'))
      return {
        expected: mayAnswer(actor, recheck, world),
        statement: (db) =>
          sql`update another_look set status = 'kept', answered_by = ${actor.person}, answered_at = now()
          where look_id = ${recheck.look_id}`.execute(db),
      }
    },
    'recheck.answer, the decision changed': (actor, pick, world) => {
      const recheck = pick(ofOrg(world.rows.another_look, actor))
      const audit = world.one('audit', 'audit_id', recheck)
      return {
        expected: mayVerify(actor, audit) || answersAbout(actor, audit, world),
        statement: async (db) => {
          const { rows } = await sql<{ confirmed: boolean }>`
            select app.confirm_decision(${audit.audit_id}::uuid) as confirmed`.execute(db)
          return { numAffectedRows: rows[0]?.confirmed ? 1n : 0n }
        },
      }
    },
    'recheck.answer, a third verdict': (actor, pick, world) => {
      const recheck = pick(ofOrg(world.rows.another_look, actor))
      const audit = world.one('audit', 'audit_id', recheck)
      return {
        expected: mayVerify(actor, audit) || answersAbout(actor, audit, world),
        statement: async (db) => {
          const { rows } = await sql<{ settled: boolean }>`
            select app.settle_decision(${audit.audit_id}::uuid, 'neither', 'other_error') as settled`.execute(
            db,
          )
          return { numAffectedRows: rows[0]?.settled ? 1n : 0n }
        },
      }
    },
    'team.import, a verified decision': (actor, pick, world) => {
      const audit = pick(ofOrg(world.rows.audit, actor))
      return {
        expected: mayVerify(actor, audit),
        statement: (db) =>
          sql`update audit set outcome = 'correct' where audit_id = ${audit.audit_id}`.execute(db),
      }
    },
    'people.administer, the name of a policy': (actor) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) => sql`update policy set name_ko = 'x' where org_id = ${actor.org}`.execute(db),
    }),
    'people.administer, the name of a decision': (actor) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) =>
        sql`update term_name set name_ko = 'x' where org_id = ${actor.org} and code = 'no'`.execute(db),
    }),
    'team.import': (actor, pick, world) => {
      const { team_id, analyst_id } = pick(ofOrg(world.rows.audit, actor))
      return {
        expected: can(actor, 'team.import', { teamId: team_id }),
        statement: (db) =>
          sql`insert into audit (org_id, audit_id, team_id, analyst_id, reference, case_ref, policy, decision,
          outcome, decided_at, content_hash) values (${actor.org}, ${uuidv7()}, ${team_id}, ${analyst_id}, ${uuidv7()}, 'x',
          'HATE', 'no', 'unverified', now(), ${randomBytes(32)})`.execute(db),
      }
    },
    'team.import, taken back': (actor, pick, world) => {
      const { import_id, team_id } = pick(ofOrg(world.rows.audit_import, actor))
      return {
        expected: can(actor, 'team.import', { teamId: team_id }),
        statement: (db) =>
          sql`update audit_import set undone_at = now(), undone_by = ${actor.person} where import_id = ${import_id}`.execute(
            db,
          ),
      }
    },
    'team.import, a verification': (actor, pick, world) => {
      const audit = pick(ofOrg(world.rows.audit, actor))
      return {
        expected: can(actor, 'team.import', { teamId: audit.team_id }) && audit.analyst_id !== actor.person,
        statement: (db) =>
          sql`insert into audit_verification (org_id, verification_id, audit_id, team_id, analyst_id, import_id,
            before_outcome, before_hash, after_outcome) values (${actor.org}, ${uuidv7()}, ${audit.audit_id},
            ${audit.team_id}, ${audit.analyst_id}, ${pick(ofOrg(world.rows.audit_import, actor)).import_id}, 'unverified',
            ${randomBytes(32)}, 'missed')`.execute(db),
      }
    },
    'putRight.set': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.put_right, actor))
      return {
        expected: can(actor, 'putRight.set', { teamId: row.team_id }),
        statement: (db) =>
          sql`update put_right set state = 'done', done_on = current_date, put_to = 'yes', reason = null,
            set_by = ${actor.person}, set_at = now(), version = version + 1 where item_id = ${row.item_id}`.execute(
            db,
          ),
      }
    },
    'team.import, a machine’s decision': (actor, pick, world) => {
      const { team_id } = pick(ofOrg(world.rows.machine_decision, actor))
      return {
        expected: can(actor, 'team.import', { teamId: team_id }),
        statement: (db) =>
          sql`insert into machine_decision (org_id, decision_id, team_id, reference, case_ref, policy, decision, outcome,
          decided_at, content_hash) values (${actor.org}, ${uuidv7()}, ${team_id}, ${uuidv7()}, 'x', 'HATE', 'no',
          'unverified', now(), ${randomBytes(32)})`.execute(db),
      }
    },
    'team.import, a machine’s decision verified': (actor, pick, world) => {
      const { decision_id, team_id } = pick(ofOrg(world.rows.machine_decision, actor))
      return {
        expected: can(actor, 'team.import', { teamId: team_id }),
        statement: (db) =>
          sql`update machine_decision set outcome = 'correct' where decision_id = ${decision_id}`.execute(db),
      }
    },
    'team.import, a machine’s verification': (actor, pick, world) => {
      const { decision_id, team_id } = pick(ofOrg(world.rows.machine_decision, actor))
      return {
        expected: can(actor, 'team.import', { teamId: team_id }),
        statement: (db) =>
          sql`insert into machine_verification (org_id, verification_id, decision_id, team_id, import_id, before_outcome,
            before_hash, after_outcome) values (${actor.org}, ${uuidv7()}, ${decision_id}, ${team_id},
            ${pick(ofOrg(world.rows.audit_import, actor)).import_id}, 'unverified', ${randomBytes(32)}, 'missed')`.execute(
            db,
          ),
      }
    },
    'team.import, its figures': (actor, pick, world) => {
      const { team_id } = pick(ofOrg(world.rows.audit_team_week, actor))
      return {
        expected: can(actor, 'team.import', { teamId: team_id }),
        statement: (db) => sql`update audit_team_week set n = n + 1 where team_id = ${team_id}`.execute(db),
      }
    },
    'team.import, its figures by policy, queue and language': (actor, pick, world) => {
      const { team_id } = pick(ofOrg(world.rows.audit_stratum_week, actor))
      return {
        expected: can(actor, 'team.import', { teamId: team_id }),
        statement: (db) =>
          sql`update audit_stratum_week set n = n + 1 where team_id = ${team_id}`.execute(db),
      }
    },
    'team.import, the figures of machines': (actor, pick, world) => {
      const { team_id } = pick(ofOrg(world.rows.audit_machine_week, actor))
      return {
        expected: can(actor, 'team.import', { teamId: team_id }),
        statement: (db) =>
          sql`update audit_machine_week set w = w + 1 where team_id = ${team_id}`.execute(db),
      }
    },
    'team.import, its data date': (actor, pick, world) => {
      const { team_id } = pick(ofOrg(world.rows.team, actor))
      return {
        expected: can(actor, 'team.import', { teamId: team_id }) || can(actor, 'people.administer', {}),
        statement: (db) =>
          sql`update team set audited_through = now() where team_id = ${team_id}`.execute(db),
      }
    },
  },
}

const counts = { n: 1, correct: 1, missed: 0, over_enforced: 0, unverified: 0 }

function rowsOf(generator: Generator) {
  const { org: org_id, teams, people, id, many, pick, random, day, ago, somebody, other } = generator
  const pairs = teams.flatMap((team_id) => people.map((analyst_id) => ({ org_id, team_id, analyst_id })))
  const audits = many(rowCount, (number) => {
    const team_id = pick(teams)
    return { org_id, audit_id: id('audit', number), team_id, analyst_id: somebody('analyst', team_id) }
  })
  const decisions = many(rowCount, (number) => ({
    ...{ org_id, decision_id: id('machine-decision', number), team_id: pick(teams) },
  }))
  return {
    policy: [{ org_id, code: 'HATE', name_ko: null, name_en: null }],
    // As the rows below have them: they list themselves.
    term_name: ['no', 'yes'].map((code) => ({
      ...{ org_id, kind: 'decision' as const, code, name_ko: null, name_en: null },
    })),
    audit_import: teams.map((team_id, number) => ({
      org_id,
      import_id: id('import', number),
      team_id,
      imported_by: pick(people),
      file_name: 'a.csv',
      file_hash: Buffer.alloc(32),
      mapping: '{}',
      read_rows: 1,
      added: 1,
      unchanged: 0,
      refused: 0,
    })),
    audit: audits.map((audit) => ({
      ...audit,
      reference: audit.audit_id,
      case_ref: audit.audit_id,
      policy: 'HATE',
      queue: null,
      language: null,
      moderator_decision: null,
      decision: 'no',
      verified_decision: 'yes',
      verified_by: 'gold' as const,
      outcome: 'missed' as const,
      inclusion_probability: null,
      decided_at: ago(90),
      content_hash: Buffer.alloc(32),
      import_id: null,
    })),
    audit_verification: audits.slice(0, rowCount / 3).map((audit, number) => ({
      ...audit,
      verification_id: id('verification', number),
      import_id: id('import', 0),
      before_decision: null,
      before_by: null,
      before_outcome: 'unverified' as const,
      before_hash: Buffer.alloc(32),
      after_decision: 'yes',
      after_outcome: 'missed' as const,
    })),
    machine_decision: decisions.map((decision) => ({
      ...decision,
      tool: 'automod',
      reference: decision.decision_id,
      case_ref: decision.decision_id,
      policy: 'HATE',
      queue: null,
      language: null,
      decision: 'no',
      verified_decision: 'yes',
      verified_by: 'gold' as const,
      outcome: 'missed' as const,
      inclusion_probability: null,
      decided_at: ago(90),
      content_hash: Buffer.alloc(32),
      import_id: null,
    })),
    machine_verification: decisions.slice(0, rowCount / 3).map((decision, number) => ({
      ...decision,
      verification_id: id('machine-verification', number),
      import_id: id('import', 0),
      before_decision: null,
      before_by: null,
      before_outcome: 'unverified' as const,
      before_hash: Buffer.alloc(32),
      after_decision: 'yes',
      after_outcome: 'missed' as const,
    })),
    // The rows above have opened one each.
    put_right_event: audits.slice(0, rowCount / 3).map(({ audit_id, ...audit }) => ({
      ...audit,
      item_id: audit_id,
      version: 1,
      state: 'not_needed' as const,
      reason: 'gone' as const,
      set_by: null,
    })),
    another_look: audits.slice(0, rowCount / 2).map(({ audit_id, analyst_id, team_id }, number) => {
      const open = random() < 0.6
      return {
        org_id,
        look_id: id('look', number),
        audit_id,
        analyst_id,
        team_id,
        reason: 'why',
        status: open ? ('open' as const) : ('kept' as const),
        answer: open ? null : 'because',
        answered_by: open ? null : other(analyst_id),
        answered_at: open ? null : ago(5),
      }
    }),
    audit_day: pairs.map((pair) => ({ ...pair, day: day(-7), ...counts })),
    audit_week: pairs.map((pair) => ({ ...pair, week: day(-7), policy: 'HATE', ...counts })),
    audit_stratum_week: pairs.map((pair) => ({
      ...{ ...pair, week: day(-7), policy: 'HATE', queue: 'posts', language: 'ko' },
      ...counts,
    })),
    audit_team_week: teams.map((team_id) => ({ org_id, team_id, week: day(-7), policy: 'HATE', ...counts })),
    audit_machine_week: teams.map((team_id) => ({
      org_id,
      team_id,
      week: day(-7),
      ...{ policy: 'HATE', queue: 'posts', language: 'ko' },
      ...counts,
    })),
  }
}
