import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Actor, can } from '#shared/policy.ts'
import { ofOrg } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { TablesPart } from '#tests/support/policy-world/part.ts'

const ofAnalyst =
  (action: 'case.read' | 'scorecard.read') => (actor: Actor, row: { analyst_id: string; team_id: string }) =>
    can(actor, action, { analystId: row.analyst_id, teamId: row.team_id })

/** The id of a generated decision, for rows of other features that name one. */
export const anyAuditId = ({ id, random }: Generator): string => id('audit', Math.floor(random() * rowCount))

export const part: TablesPart = {
  rows: rowsOf,
  readers: {
    policy: ['code', () => true],
    term_name: ['code', () => true],
    audit_import: [
      'import_id',
      (actor, row) => can(actor, 'team.import', { teamId: row.team_id }) || row.imported_by === actor.person,
    ],
    audit: ['audit_id', ofAnalyst('case.read')],
    another_look: ['look_id', ofAnalyst('case.read')],
    audit_verification: ['verification_id', ofAnalyst('case.read')],
    audit_day: ['team_id', ofAnalyst('scorecard.read')],
    audit_week: ['team_id', ofAnalyst('scorecard.read')],
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
        expected: can(actor, 'recheck.answer', { analystId: recheck.analyst_id, teamId: recheck.team_id }),
        statement: (db) =>
          sql`update another_look set status = 'kept', answered_by = ${actor.person}, answered_at = now()
          where look_id = ${recheck.look_id}`.execute(db),
      }
    },
    'recheck.answer, the decision changed': (actor, pick, world) => {
      const audit = pick(ofOrg(world.rows.audit, actor))
      return {
        expected: can(actor, 'recheck.answer', { analystId: audit.analyst_id, teamId: audit.team_id }),
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
    'team.import, its figures': (actor, pick, world) => {
      const { team_id } = pick(ofOrg(world.rows.audit_team_week, actor))
      return {
        expected: can(actor, 'team.import', { teamId: team_id }),
        statement: (db) => sql`update audit_team_week set n = n + 1 where team_id = ${team_id}`.execute(db),
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
    audit_team_week: teams.map((team_id) => ({ org_id, team_id, week: day(-7), policy: 'HATE', ...counts })),
    audit_machine_week: teams.map((team_id) => ({
      org_id,
      team_id,
      week: day(-7),
      policy: 'HATE',
      ...counts,
    })),
  }
}
