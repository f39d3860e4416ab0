import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import { importAudits } from '#server/features/audits/import-commands.ts'
import { suggestMapping } from '#shared/audits/import-rules.ts'
import {
  type ImportEvent,
  type ImportOptions,
  type ImportReport,
  importEvent,
} from '#shared/audits/import-views.ts'
import type { SignedIn } from './app.ts'

/** 19,505 decisions by ten raters; tests/data/hatecheck/LICENSE says whose. */
export const readHatecheck = () => readFile(new URL('../data/hatecheck/audits.csv', import.meta.url))

export const columns = [
  'audit_ref',
  'case_ref',
  'analyst',
  'policy',
  'decision',
  'gold_decision',
  'decided_at',
]

/** Options as the screen sends them, with the mapping that the usual columns suggest. */
export function optionsFor(teamId: string, more: Partial<ImportOptions> = {}): ImportOptions {
  return {
    teamId,
    fileName: 'audits.csv',
    mapping: suggestMapping(columns),
    violating: 'hateful',
    dryRun: false,
    strict: false,
    makePolicies: true,
    ...more,
  }
}

export interface Row {
  ref?: string
  analyst?: string
  decision?: string
  gold?: string
  at?: string
  policy?: string
}
/** A file of the usual columns. */
export function fileOf(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ ref = randomUUID(), analyst, decision = 'hateful', gold = 'hateful', at, policy = 'slur' }) =>
      [ref, `case-${ref}`, analyst, policy, decision, gold, at ?? '2026-10-05T01:00:00Z'].join(','),
  )
  return [columns.join(','), ...lines, ''].join('\n')
}

export async function* chunksOf(file: string | Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(file)
  for (let offset = 0; offset < bytes.length; offset += size) yield bytes.subarray(offset, offset + size)
}

/** As the command line does it: as the owner, in one transaction. */
export async function importAsOwner(
  owner: Kysely<Schema>,
  org: string,
  { file, options }: { file: string | Uint8Array; options: ImportOptions },
): Promise<ImportReport> {
  return await owner
    .transaction()
    .execute((query) =>
      importAudits({ org, actor: null, query }, () => chunksOf(file), options, { now: Date.now }),
    )
}

/** As the screen does it; the events in the order in which they came. */
export async function upload(
  url: string,
  by: Pick<SignedIn, 'cookie'>,
  { file, options, signal }: { file: string | Uint8Array; options: ImportOptions; signal?: AbortSignal },
): Promise<{ status: number; events: ImportEvent[]; report: ImportReport | undefined }> {
  const response = await fetch(`${url}/api/import?options=${encodeURIComponent(JSON.stringify(options))}`, {
    method: 'POST',
    headers: { 'x-dure': '1', 'content-type': 'text/csv', cookie: by.cookie() },
    body: Buffer.from(file),
    signal: signal ?? null,
  })
  const text = await response.text()
  if (!response.ok) return { status: response.status, events: [], report: undefined }
  const events = text
    .trim()
    .split('\n')
    .map((line) => importEvent.parse(JSON.parse(line)))
  const last = events.at(-1)
  return { status: response.status, events, report: last?.type === 'report' ? last.report : undefined }
}

/** Rollups as they are less rollups as the rows would make them: empty where the two agree. */
export async function driftOf(owner: Kysely<Schema>, org: string): Promise<unknown[]> {
  const names = ['n', 'correct', 'missed', 'over_enforced', 'unverified', 'acted', 'unsided', 'drawn']
  const kept = sql.raw(names.join(', '))
  const summed = sql.raw(names.map((name) => `sum(${name})`).join(', '))
  const counted = sql`from app.audit_counted where org_id = ${org} and not machine`
  const stratum = sql`concat_ws('/', policy, queue, language)`
  const any = sql`having sum(n) + sum(unverified) > 0`
  const { rows } = await sql`
    (select 'day', team_id, analyst_id, day::text, '', ${kept} from audit_day where org_id = ${org}
      union all select 'week', team_id, analyst_id, week::text, policy, ${kept} from audit_week where org_id = ${org}
      union all select 'team', team_id, null, week::text, policy, ${kept} from audit_team_week where org_id = ${org}
      union all select 'stratum', team_id, analyst_id, week::text, ${stratum}, ${kept} from audit_stratum_week
        where org_id = ${org}
      union all select 'person', team_id, analyst_id, week::text, '', n, correct, 0, 0, 0, 0, 0, 0 from audit_person_week
        where org_id = ${org})
    except all
    (select 'day', team_id, analyst_id, day::text, '', ${summed} ${counted} group by 2, 3, 4 ${any}
      union all select 'week', team_id, analyst_id, week::text, policy, ${summed} ${counted} group by 2, 3, 4, 5 ${any}
      union all select 'team', team_id, null, week::text, policy, ${summed} ${counted} group by 2, 4, 5 ${any}
      union all select 'stratum', team_id, analyst_id, week::text, ${stratum}, ${summed} ${counted} group by 2, 3, 4, 5 ${any}
      union all select 'person', team_id, analyst_id, week::text, '', sum(n), sum(correct), 0, 0, 0, 0, 0, 0 ${counted}
        group by 2, 3, 4 ${any})`.execute(owner)
  return rows
}
