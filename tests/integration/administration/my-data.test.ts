import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { copyEnd } from '#shared/administration/copy-views.ts'
import {
  type CoachingCast,
  makeAudit,
  makeCoachingCast,
  noteInput,
} from '#tests/integration/coaching/cast.ts'
import { type SignedIn, signedInOnce, startTestApp, type TestApp } from '#tests/support/app.ts'
import { dure } from '#tests/support/command-line.ts'
import { makeOrg, makePerson, testPassword } from '#tests/support/people.ts'

let app: TestApp
let cast: CoachingCast
const { as, forget } = signedInOnce(() => app)

beforeAll(async () => {
  app = await startTestApp(undefined, { quotaFactor: 20 })
})
afterAll(() => app?.stop())
beforeEach(async () => {
  forget()
  await app.owner.deleteFrom('sign_in_throttle').execute()
  cast = await makeCoachingCast(app.owner)
})

interface Copy {
  format: string
  version: number
  person: { id: string; name: string }
  tables: Record<string, { rows: Record<string, unknown>[] }>
  names: { id: string; name: string }[]
}

async function ask(
  cookie: string | undefined,
  { current = testPassword, headers = {} }: { current?: unknown; headers?: Record<string, string> } = {},
) {
  return await fetch(`${app.url}/api/my-data`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dure': '1', ...(cookie ? { cookie } : {}), ...headers },
    body: JSON.stringify({ current }),
  })
}
async function copyOf(who: SignedIn): Promise<{ copy: Copy; text: string }> {
  const response = await ask(who.cookie())
  const text = await response.text()
  expect(response.status, text.slice(0, 200)).toBe(200)
  return { copy: JSON.parse(text), text }
}
const refusal = async (response: Response) => ({ status: response.status, ...(await response.json()) })

describe('a copy of one’s own data', () => {
  it('has what others wrote that the person may read, and not what they wrote for themselves alone', async () => {
    const lead = await as(cast.lead)
    const analyst = await as(cast.analyst)
    const save = async (audience: 'me' | 'person', text: string) =>
      await lead.client.coaching.saveNote.mutate({
        meta: lead.meta(),
        input: noteInput(cast, { audience, body: { kind: 'quick', text } }),
      })
    await save('me', 'PRIVATE of the lead')
    await save('person', 'SHARED with the analyst')
    const { copy, text } = await copyOf(analyst)
    expect(copy).toMatchObject({ format: 'dure-person-copy', version: 1, person: { name: 'Analyst' } })
    expect(text.endsWith(copyEnd)).toBe(true)
    expect(text).toContain('SHARED with the analyst')
    expect(text).not.toContain('PRIVATE of the lead')
    expect(copy.names).toContainEqual({ id: cast.lead.personId, name: 'Lead' })
    const own = await copyOf(lead)
    expect(own.text).toContain('PRIVATE of the lead')
    for (const other of [cast.otherLead, cast.manager, cast.admin, cast.otherAnalyst]) {
      const foreign = await copyOf(await as(other))
      expect(foreign.text, other.name).not.toMatch(/PRIVATE of the lead|SHARED with the analyst/)
    }
  })

  it('opens the person’s own check-ins, and those of nobody else', async () => {
    const analyst = await as(cast.analyst)
    const { meta } = analyst
    await analyst.client.checkIns.setConsent.mutate({ meta: meta(), input: { given: true, textVersion: 1 } })
    const input = {
      checkInId: uuidv7(),
      answers: { energy: 1, load: 5, support: null },
      note: 'SEALED words',
    }
    await analyst.client.checkIns.save.mutate({
      meta: meta(),
      input: { ...input, audience: 'lead', readerId: cast.lead.personId },
    })
    const { copy } = await copyOf(analyst)
    expect(copy.tables.check_in_answer?.rows).toMatchObject([
      { check_in_id: input.checkInId, opened: { answers: input.answers, note: 'SEALED words' } },
    ])
    // It was shared with the lead, and is nevertheless the analyst's.
    const { text, copy: ofLead } = await copyOf(await as(cast.lead))
    expect(text).not.toContain('SEALED words')
    expect(ofLead.tables.check_in?.rows).toEqual([])
  })

  it('is whole where it has more rows than are read at a time', async () => {
    const { org, teamId, analyst } = cast
    const first = await makeAudit(app.owner, { org, teamId, analystId: analyst.personId })
    await sql`insert into audit (org_id, audit_id, team_id, analyst_id, reference, case_ref, policy, decision, outcome,
        decided_at, content_hash)
      select org_id, gen_random_uuid(), team_id, analyst_id, 'many-' || org_id || n, 'MANY-' || n, policy, decision, outcome,
        '2026-01-01'::timestamptz + n * interval '1 minute', content_hash
      from audit, generate_series(1, 999) n where audit_id = ${first}`.execute(app.owner)
    const { copy } = await copyOf(await as(analyst))
    const ids = copy.tables.audit?.rows.map((row) => row.audit_id) ?? []
    expect(new Set(ids).size).toBe(1000)
    expect(ids).toHaveLength(1000)
  })

  it('has no notification before it is shown', async () => {
    const { org, analyst } = cast
    const add = async (instant: string) => {
      const inboxId = uuidv7()
      await app.owner
        .insertInto('inbox')
        .values({
          ...{ org_id: org, inbox_id: inboxId, person_id: analyst.personId },
          ...{ kind: 'note_shared' as const, entity_id: uuidv7(), by_id: cast.lead.personId, at: instant },
        })
        .execute()
      return inboxId
    }
    const shown = await add(new Date(Date.now() - 60_000).toISOString())
    await add(new Date(Date.now() + 3_600_000).toISOString())
    const { copy } = await copyOf(await as(analyst))
    expect(copy.tables.inbox?.rows.map((row) => row.inbox_id)).toEqual([shown])
  })

  it('is recorded before it is read, and has itself and what the person did', async () => {
    const analyst = await as(cast.analyst)
    await analyst.client.people.setPreferences.mutate({ meta: analyst.meta(), input: { theme: 'dark' } })
    const { copy } = await copyOf(analyst)
    const actions = copy.tables.audit_log?.rows.map((row) => row.action)
    expect(actions).toContain('people.setPreferences')
    expect(actions).toContain('administration.copy')
  })
})

describe('a copy is refused', () => {
  it('without the right password, at its field, and the refusal is recorded', async () => {
    const analyst = await as(cast.analyst)
    expect(await refusal(await ask(analyst.cookie(), { current: 'not mine' }))).toMatchObject({
      status: 400,
      error: { code: 'INVALID', details: { field: 'current', reason: 'wrong_password' } },
    })
    const { rows } = await sql`select from audit_log where actor_id = ${cast.analyst.personId}
      and action = 'administration.copy.refused'`.execute(app.owner)
    expect(rows).toHaveLength(1)
  })

  it.each([[''], [undefined], [7], ['x'.repeat(300)]])('for the input %j', async (current) => {
    const { cookie } = await as(cast.analyst)
    const response = await ask(cookie(), { current: current ?? null })
    expect(await refusal(response)).toMatchObject({
      error: { code: 'INVALID', details: { field: 'current' } },
    })
  })

  it('to who has no session, to another person’s tab, and to another site', async () => {
    const { cookie } = await as(cast.analyst)
    expect((await refusal(await ask(undefined))).error.code).toBe('UNAUTHORIZED')
    const tab = await ask(cookie(), { headers: { 'x-dure-person': cast.lead.personId } })
    expect((await refusal(tab)).error.code).toBe('UNAUTHORIZED')
    const site = await ask(cookie(), { headers: { origin: 'https://evil.example' } })
    expect((await refusal(site)).error.code).toBe('FORBIDDEN')
  })
})

describe('dure export person', () => {
  it('writes a copy without wellbeing data and private notes, which the person finds in their own', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'dure-copy-'))
    const other = await startTestApp()
    try {
      const person = await makePerson(other.owner, await makeOrg(other.owner), { name: 'Left' })
      const env = {
        DATABASE_URL: other.database.appUrl,
        DATABASE_OWNER_URL: other.database.ownerUrl,
        APP_KEY_FILE: other.database.keyFile,
      }
      const file = path.join(folder, 'copy.json')
      const ran = await dure(['export', 'person', person.email, '--to', file], env)
      expect(ran.code, ran.err).toBe(0)
      const copy = JSON.parse(await readFile(file, 'utf8'))
      expect(copy).toMatchObject({ madeFor: 'operator', person: { name: 'Left' }, complete: true })
      expect((await stat(file)).mode & 0o077).toBe(0)
      expect((await dure(['export', 'person', person.email, '--to', file], env)).code).toBe(1)
      expect((await dure(['export', 'person', 'nobody@example.org', '--to', `${file}2`], env)).code).toBe(2)
      const who = await other.signIn(person)
      const response = await fetch(`${other.url}/api/my-data`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-dure': '1', cookie: who.cookie() },
        body: JSON.stringify({ current: testPassword }),
      })
      const own = JSON.parse(await response.text())
      expect(own.tables.audit_log.rows).toMatchObject(
        expect.arrayContaining([expect.objectContaining({ action: 'administration.copy', actor_id: null })]),
      )
    } finally {
      await other.stop()
      await rm(folder, { recursive: true })
    }
  }, 60_000)
})
