/** @module-tag attack */

import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '#server/db/database.ts'
import type { RaiseInput } from '#shared/escalations/contracts.ts'
import type { Severity } from '#shared/escalations/step-rules.ts'
import { type Role, raiseInput, startEscalations } from '#tests/integration/escalations/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { addMembership } from '#tests/support/people.ts'
import { app, asked, notificationsOf, setUp, until, world } from './approvals-setting.ts'

setUp()

const meta = async (who: Role, id: string) => world.as[who].meta((await world.see(who, id)).version)
const edit = async (who: Role, escalationId: string, changes: Partial<RaiseInput> = {}) => {
  const { submit: _, links: __, severity: ___, teamId: ____, ...content } = raiseInput(world.teamId, changes)
  const input = { ...content, escalationId }
  await world.as[who].client.escalations.edit.mutate({ meta: await meta(who, escalationId), input })
}
const setSeverity = async (who: Role, escalationId: string, severity: Severity) =>
  world.as[who].client.escalations.changeSeverity.mutate({
    meta: await meta(who, escalationId),
    input: { escalationId, severity, reason: 'because' },
  })
const merge = async (who: Role, escalationId: string, intoId: string) =>
  world.as[who].client.escalations.merge.mutate({
    meta: world.as[who].meta(),
    input: { escalationId, intoId },
  })
const holdsOf = (id: string) => world.see('manager', id)
/** What the app's role may do by SQL as this person. */
async function bySql(who: Role, statement: ReturnType<typeof sql>): Promise<bigint | undefined> {
  const database = openDatabase(app.database.appUrl)
  try {
    const { org, people } = world
    return await database.write({ org, person: people[who].personId }, async (db) => {
      const { numAffectedRows } = await statement.execute(db.query)
      return numAffectedRows
    })
  } finally {
    await database.close()
  }
}

describe('a merge', () => {
  test('keeps the higher severity, which voids an approval of the lower one', async () => {
    const [urgent, normal] = [
      await world.raise('analyst', { severity: 'P1' }),
      await world.raise('peer', { severity: 'P3' }),
    ]
    await merge('lead', urgent, normal)
    expect(await holdsOf(normal)).toMatchObject({ severity: 'P1', contentVersion: 2, approved: false })
    const resolve = world.as.lead.client.escalations.resolve.mutate({
      meta: world.as.lead.meta(),
      input: { escalationId: normal, resolution: 'done', whatChanged: null, followUps: [] },
    })
    expect((await refusalOf(resolve)).code).toBe('CONFLICT')
  })

  test('does not lower it in SQL either', async () => {
    const [urgent, normal] = [
      await world.raise('analyst', { severity: 'P1' }),
      await world.raise('peer', { severity: 'P3' }),
    ]
    const closed = sql`update escalation set status = 'closed', merged_into_id = ${normal} where escalation_id = ${urgent}`
    await expect(bySql('lead', closed)).rejects.toThrow(/row-level security/)
    const done = sql`update escalation set status = 'resolved', merged_into_id = ${await world.raise('peer', {
      severity: 'P1',
    })} where escalation_id = ${urgent}`
    await expect(bySql('lead', done)).rejects.toThrow(/row-level security/)
  })

  test('hides nothing from who could decide on it, and its raiser does not decide on the other', async () => {
    const about = await world.raise('analyst', { subjectId: world.people.director.personId })
    const other = await world.raise('manager')
    expect(await refusalOf(merge('coLead', other, about))).toMatchObject({
      details: { field: 'intoId', reason: 'subject_could_decide' },
    })
    const kept = await world.raise('analyst')
    await merge('coLead', other, kept)
    await world.request('coLead', kept)
    expect((await refusalOf(world.decide('manager', kept))).details.reason).toBe('editor')
  })
})

describe('whom it is about and where it goes', () => {
  test('are not changed by its raiser once it is submitted, nor by a lead at P1', async () => {
    const id = await world.raise('analyst', { severity: 'P1' })
    for (const who of ['analyst', 'lead'] as const)
      for (const change of [{ function: 'legal' as const }, { subjectId: world.people.peer.personId }])
        expect(await refusalOf(edit(who, id, change)), who).toMatchObject({
          code: 'FORBIDDEN',
          details: { reason: 'redirect_needs_approver', field: Object.keys(change)[0] },
        })
    await edit('manager', id, { subjectId: world.people.peer.personId })
    const draft = await world.raise('analyst', { submit: false })
    await edit('analyst', draft, { function: 'legal' })
    const other = sql`update escalation set function = 'legal' where escalation_id = ${id}`
    for (const who of ['analyst', 'lead'] as const)
      await expect(bySql(who, other), who).rejects.toThrow(/row-level security/)
    const lowered = sql`update escalation set severity = 'P3' where escalation_id = ${id}`
    await expect(bySql('lead', lowered)).rejects.toThrow(/row-level security/)
  })

  test('never take it from who could have decided', async () => {
    const id = await world.raise('analyst')
    const { personId } = world.people.director
    for (const who of ['lead', 'manager'] as const)
      expect(await refusalOf(edit(who, id, { subjectId: personId })), who).toMatchObject({
        code: 'INVALID',
        details: { field: 'subjectId', reason: 'subject_could_decide' },
      })
    const hidden = sql`update escalation set subject_id = ${personId} where escalation_id = ${id}`
    await expect(bySql('manager', hidden)).rejects.toThrow(/row-level security/)
  })

  test('tell who does not see it any more, and give it to somebody who does', async () => {
    const id = await world.raise('analyst')
    await world.as.lead.client.escalations.assign.mutate({
      meta: world.as.lead.meta(),
      input: { escalationId: id, personId: world.people.policy.personId },
    })
    await edit('lead', id, { function: 'legal' })
    expect(await notificationsOf('policy', id)).toContain('escalation_hidden')
    expect((await refusalOf(world.see('policy', id))).code).toBe('NOT_FOUND')
    expect((await world.see('lead', id)).holder?.name).toMatch(/lead/i)
  })
})

describe('who wrote it', () => {
  test('does not approve it, in neither wall, nor does who lowered it', async () => {
    const id = await asked()
    await edit('manager', id, { summary: 'Written by the manager' })
    await world.request('lead', id)
    expect((await refusalOf(world.decide('manager', id))).details.reason).toBe('editor')
    const view = await world.see('manager', id)
    expect(view.request?.refusal).toBe('editor')
    expect(view.decidable).toBe(false)
    const forged = sql`insert into escalation_decision (org_id, decision_id, escalation_id, request_id, place, decider_id,
      role, verdict, content_version, takes_effect_at, child_safety) values (${world.org}, gen_random_uuid(), ${id},
      ${view.request?.requestId}, 1, ${world.people.manager.personId}, 'manager', 'approve', ${view.contentVersion},
      now() + interval '12 seconds', false)`
    await expect(bySql('manager', forged)).rejects.toThrow(/row-level security/)
    const lowered = await world.raise('analyst', { severity: 'P1' })
    await setSeverity('manager', lowered, 'P2')
    await world.request('lead', lowered)
    expect((await refusalOf(world.decide('manager', lowered))).details.reason).toBe('editor')
    await world.ripen(await world.decide('director', lowered))
    await until(lowered, 'approved')
  })

  test('is not forgotten by another edit', async () => {
    const id = await asked()
    await edit('manager', id, { summary: 'Written by the manager' })
    await bySql('coLead', sql`update escalation set editor_ids = '{}' where escalation_id = ${id}`)
    await edit('lead', id, { summary: 'And then by the lead' })
    await world.request('lead', id)
    expect((await refusalOf(world.decide('manager', id))).details.reason).toBe('editor')
  })
})

describe('an approval that nobody else could give', () => {
  const end = async (...who: Role[]) => {
    for (const role of who)
      await app.owner
        .updateTable('membership')
        .set({ ends_on: '2021-01-01' })
        .where('person_id', '=', small.people[role].personId)
        .execute()
  }
  let small: Awaited<ReturnType<typeof startEscalations>>
  const approvals = async (id: string) =>
    (await small.see('lead', id)).events.filter(({ kind }) => kind === 'approved')

  test('is refused with the reason, and the escalation is held by somebody all the same', async () => {
    small = await startEscalations(app)
    await end('coLead', 'manager', 'director', 'policy')
    const id = await small.raise('lead')
    expect((await small.see('lead', id)).holder?.name).toBe('lead')
    expect(await refusalOf(small.request('lead', id))).toEqual({
      code: 'FORBIDDEN',
      details: { reason: 'nobody_can_decide' },
    })
    await addMembership(app.owner, small.people.peer, { role: 'manager', teamId: small.teamId })
    await small.request('lead', id)
  })

  test('is void as soon as the last who could decide is gone', async () => {
    small = await startEscalations(app)
    await end('manager', 'director')
    const id = await small.raise('analyst')
    await small.request('lead', id)
    await end('coLead')
    await expect
      .poll(async () => (await small.see('lead', id)).request?.state, { timeout: 15_000 })
      .toBe('voided')
    const view = await small.see('lead', id)
    expect(view.status).toBe('acknowledged')
    expect(view.events.at(-1)).toMatchObject({ kind: 'voided', code: 'nobody_can_decide', actor: null })
    expect(view.clocks.find(({ kind }) => kind === 'decide')?.stoppedAt).toBeNull()
  })

  test('is settled alone, and recorded so, when the second person’s role ends after the first approved', async () => {
    small = await startEscalations(app)
    await end('coLead', 'director')
    const id = await small.raise('analyst', { severity: 'P1' })
    await addMembership(app.owner, small.people.peer, { role: 'lead', teamId: small.teamId })
    await small.request('lead', id)
    await small.ripen(await small.decide('peer', id))
    await expect.poll(async () => (await approvals(id)).length, { timeout: 15_000 }).toBe(1)
    expect((await small.see('lead', id)).status).toBe('awaiting_approval')
    await end('manager')
    await expect.poll(async () => (await small.see('lead', id)).status, { timeout: 15_000 }).toBe('approved')
    expect((await small.see('lead', id)).request?.decisions).toMatchObject([{ alone: true }])
    expect((await approvals(id)).map(({ code }) => code)).toEqual(['1', 'alone'])
  })

  test('takes two where two are there, though no manager is among them', async () => {
    small = await startEscalations(app)
    await end('director')
    await addMembership(app.owner, small.people.peer, { role: 'lead', teamId: small.teamId })
    const id = await small.raise('analyst', { severity: 'P1' })
    await small.request('lead', id)
    await small.ripen(await small.decide('coLead', id))
    await expect.poll(async () => (await approvals(id)).length, { timeout: 15_000 }).toBe(1)
    expect((await refusalOf(small.decide('peer', id))).details.reason).toBe('needs_manager')
    await end('manager')
    expect((await small.see('peer', id)).decidable).toBe(true)
    await small.ripen(await small.decide('peer', id))
    await expect.poll(async () => (await small.see('lead', id)).status, { timeout: 15_000 }).toBe('approved')
    expect((await small.see('lead', id)).request?.decisions.map(({ alone }) => alone)).toEqual([false, false])
  })
})
