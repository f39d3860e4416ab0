import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { can } from '#shared/policy.ts'
import { ofOrg } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { Row, TablesPart } from '#tests/support/policy-world/part.ts'

const factsOf = (row: Row<'draw_case'>) => ({
  teamId: row.team_id,
  analystId: row.analyst_id,
  firstVerifierId: row.first_verifier_id,
  verified: row.verified_at !== null,
  compared: row.matches !== null,
})

export const part: TablesPart = {
  rows: ({ org: org_id, teams, id, many, pick, random, ago, somebody }: Generator) => {
    const golden = many(rowCount / 2, (number) => {
      const team_id = pick(teams)
      return {
        ...{ org_id, golden_id: id('golden', number), team_id, audit_id: id('audit', number) },
        ...{ case_ref: `g ${number}`, policy: 'HATE', queue: null, language: null, decision: 'no' },
        ...{ policy_version_id: null, made_by: somebody('lead', team_id), made_at: ago(900) },
        retired_at: null,
      }
    })
    const draws = many(rowCount, (number) => {
      const team_id = pick(teams)
      return {
        ...{ org_id, draw_id: id('draw', number), team_id, purpose: 'rates' as const },
        ...{ method: 'random' as const, stratified_by: null, allocation: 'proportional' as const },
        ...{ first_day: '2026-01-01', last_day: '2026-01-31', policy: null, queue: null, language: null },
        ...{ seed: number, frame: sql<[]>`'[]'::jsonb` as never, frame_size: 10, frame_hash: 'x' },
        ...{ excluded: sql<[]>`'[]'::jsonb` as never, strata: sql<[]>`'[]'::jsonb` as never, size: 1 },
        ...{ golden_share: 0, drawn_by: somebody('lead', team_id), drawn_at: ago(800) },
      }
    })
    return {
      golden_case: golden,
      draw: draws,
      draw_case: draws.map(({ draw_id, team_id }, number) => {
        const verified = random() < 0.6
        const isSecond = random() < 0.4
        const verifier = somebody('lead', team_id)
        return {
          ...{ org_id, item_id: id('draw case', number), draw_id, team_id, place: 1 },
          ...{ case_ref: `c ${number}`, policy: 'HATE', queue: null, language: null },
          ...{ audit_id: id('audit', number), analyst_id: somebody('analyst', team_id), golden_id: null },
          ...{ stratum: '', chance: 0.1 },
          first_verifier_id: isSecond ? somebody('lead', team_id) : null,
          first_verdict: isSecond ? 'no' : null,
          ...(verified
            ? { verdict: 'no', verified_by: verifier, verified_at: ago(60), matches: isSecond ? true : null }
            : { verdict: null, verified_by: null, verified_at: null, matches: null }),
        }
      }),
    }
  },
  readers: {
    golden_case: ['golden_id', (actor, row) => can(actor, 'golden.read', { teamId: row.team_id })],
    draw: [
      'draw_id',
      (actor, row, world) =>
        can(actor, 'draw.read', {
          teamId: row.team_id,
          chosen: ofOrg(world.rows.draw_case, actor).some(
            (item) =>
              item.draw_id === row.draw_id && item.analyst_id === actor.person && item.verified_at !== null,
          ),
        }),
    ],
    draw_case: ['item_id', (actor, row) => can(actor, 'draw.case', factsOf(row))],
  },
  writes: {
    'draw.write': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.draw, actor))
      const drawnBy = pick([actor.person, actor.person, actor.person, like.drawn_by])
      return {
        expected: drawnBy === actor.person && can(actor, 'draw.write', { teamId: like.team_id }),
        statement: (db) =>
          sql`insert into draw (org_id, draw_id, team_id, purpose, method, allocation, first_day, last_day, seed, frame,
              frame_size, frame_hash, excluded, strata, size, golden_share, drawn_by)
            values (${actor.org}, ${uuidv7()}, ${like.team_id}, 'rates', 'random', 'equal', '2026-01-01', '2026-01-31', 1,
              '[]', 1, 'x', '[]', '[]', 1, 0, ${drawnBy})`.execute(db),
      }
    },
    'draw.write, its cases': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.draw_case, actor))
      return {
        expected: can(actor, 'draw.write', { teamId: like.team_id }),
        statement: (db) =>
          sql`insert into draw_case (org_id, item_id, draw_id, team_id, place, case_ref, policy, audit_id, analyst_id,
              stratum, chance)
            values (${actor.org}, ${uuidv7()}, ${like.draw_id}, ${like.team_id}, 9, 'c', 'HATE', ${like.audit_id},
              ${like.analyst_id}, '', 0.5)`.execute(db),
      }
    },
    'draw.verify': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.draw_case, actor))
      const { compared: _compared, ...facts } = factsOf(row)
      return {
        expected: can(actor, 'draw.verify', facts),
        statement: (db) =>
          sql`update draw_case set verdict = 'no', verified_by = ${actor.person}, verified_at = now(), version = version + 1
            where item_id = ${row.item_id}`.execute(db),
      }
    },
    'golden.write': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.golden_case, actor))
      const makerId = pick([actor.person, actor.person, like.made_by])
      const taken = new Set(ofOrg(world.rows.golden_case, actor).map(({ audit_id }) => audit_id))
      const free = ofOrg(world.rows.audit, actor).find(({ audit_id }) => !taken.has(audit_id))
      return {
        expected:
          free !== undefined &&
          makerId === actor.person &&
          can(actor, 'golden.write', { teamId: like.team_id, makerId }),
        statement: (db) =>
          sql`insert into golden_case (org_id, golden_id, team_id, audit_id, case_ref, policy, decision, made_by)
            values (${actor.org}, ${uuidv7()}, ${like.team_id}, ${free?.audit_id ?? null}, 'g', 'HATE', 'no', ${makerId})`.execute(
            db,
          ),
      }
    },
    'golden.write, retired': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.golden_case, actor))
      return {
        expected: can(actor, 'golden.write', { teamId: row.team_id, makerId: row.made_by }),
        statement: (db) =>
          sql`update golden_case set retired_at = now(), version = version + 1
            where golden_id = ${row.golden_id}`.execute(db),
      }
    },
  },
}
