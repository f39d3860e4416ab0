import { createHash, randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { findSession } from '#server/auth/session-queries.ts'
import type { Effect } from '#server/core/effect.ts'
import { runCommand } from '#server/core/run-command.ts'
import type { Core } from '#server/core/scope.ts'
import { openDatabase } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'
import { jobs } from '#server/features/escalations/jobs.ts'
import { openKeystore } from '#server/keys/keystore.ts'
import { AppError } from '#shared/core/errors.ts'
import type { Actor } from '#shared/policy.ts'
import { makeOrg, makePerson, makeTeam, type NewMembership } from '#tests/support/people.ts'
import { moveClock } from './moved-clock.ts'
import { type Name, namesOf, type Shape } from './people.ts'
import { openPlannedOwner } from './planned-owner.ts'

/** One organisation of a shape; its people have one id each. */
export interface Place {
  org: string
  teamId: string
  ids: ReadonlyMap<Name, string>
  names: ReadonlyMap<string, Name>
}

/** The row of an escalation with what hangs on it, instants in milliseconds since the epoch. */
export interface SeenEscalation {
  id: string
  version: number
  severity: string
  status: string
  holder: string | null
  content: number
  approved: number | null
  editors: string[]
  clocks: SeenClock[]
  request: { id: string; state: string; author: string; content: number; decisions: SeenDecision[] } | null
  /** Events by which an approval took effect. */
  approvals: number
  now: number
}
export interface SeenClock {
  kind: string
  start: number
  risk: number
  due: number
  chain: number
  paused: boolean
  stopped: boolean
  stage: number
}
export interface SeenDecision {
  decider: string
  forId: string | null
  verdict: string
  alone: boolean
  effected: boolean
}

type Urls = { ownerUrl: string; appUrl: string; keyFile: string }

/** Opens a database whose clock is moved, with an organisation of each shape. */
export async function openWorld(urls: Urls) {
  const owner = openPlannedOwner(urls.ownerUrl)
  // One connection each, which has the moved clock.
  const database = openDatabase(urls.appUrl, { connections: 1 })
  let time = Date.parse('2026-09-01T00:00:00Z')
  const keys = openKeystore(urls.keyFile)
  const core: Core = { database, keys, now: () => time }
  const moveTo = async (now: number) => {
    time = now
    await Promise.all([moveClock(owner.db, now), database.anonymous((db) => moveClock(db, now))])
  }
  await moveTo(time)
  const places = new Map<Shape, Place>()
  for (const shape of ['full', 'small', 'leads', 'single'] as const)
    places.set(shape, await makePlace(owner.db, shape))
  const tokens = new Map<string, string>()
  const actors = new Map<string, Actor>()
  /** Whose roles ended, and come back after the sequence. */
  const changed = new Set<string>()
  const log = pino({ level: 'silent' })

  async function actorOf({ org }: Place, person: string): Promise<Actor> {
    const known = actors.get(person)
    if (known) return known
    const token = tokens.get(person) ?? (await startSession(owner.db, org, person))
    tokens.set(person, token)
    const session = await findSession(owner.db, token)
    const actor = { org, person, roles: session?.roles ?? [] }
    actors.set(person, actor)
    return actor
  }
  const idOf = ({ ids }: Place, name: Name) => {
    const id = ids.get(name)
    if (!id) throw new Error(`Nobody here is ${name}`)
    return id
  }

  return {
    moveTo,
    idOf,
    place(shape: Shape): Place {
      const found = places.get(shape)
      if (!found) throw new Error('No such place')
      return found
    },
    /** Sends a command as somebody. Returns the refusal, or nothing where it was applied. */
    async send(
      place: Place,
      who: Name,
      command: { effect: Effect; input: unknown; base: number | null },
    ): Promise<AppError | undefined> {
      const actor = await actorOf(place, idOf(place, who))
      const meta = {
        ...{ id: uuidv7({ msecs: time }), device: randomUUID(), seq: 1, version: 1, base: command.base },
        claimedAt: new Date(time).toISOString(),
      }
      try {
        await runCommand(core, command.effect, { envelope: { meta, input: command.input }, actor })
        return undefined
      } catch (error) {
        // A database that does not answer says nothing about the command.
        if (error instanceof AppError && error.code !== 'UNAVAILABLE') return error
        throw error
      }
    },
    async runJobs(): Promise<void> {
      const signal = new AbortController().signal
      for (const job of jobs)
        await job.work({
          ...{ db: owner.db, keys, log, now: () => time, signal },
          ...{ publicUrl: 'http://localhost', mailer: undefined },
        })
    },
    async endRoles(place: Place, who: Name, date: string): Promise<void> {
      await sql`update membership set ends_on = ${date} where org_id = ${place.org}
        and person_id = ${idOf(place, who)}`.execute(owner.db)
      actors.delete(idOf(place, who))
      changed.add(idOf(place, who))
    },
    /** Everything of these as it is stored. */
    async read(place: Place, ids: readonly string[]): Promise<SeenEscalation[]> {
      const ms = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::float8`
      const { rows } =
        await sql<SeenEscalation>`select e.escalation_id as id, e.version, e.severity, e.status,
        e.holder_id as holder, e.content_version as content, e.approved_version as approved, e.editor_ids as editors,
        (extract(epoch from now()) * 1000)::float8 as now,
        (select count(*)::int from escalation_event v where v.org_id = e.org_id
          and v.escalation_id = e.escalation_id and v.kind = 'approved') as approvals,
        coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'start', ${ms('c.started_at')},
            'risk', ${ms('c.risk_at')}, 'due', ${ms('c.due_at')}, 'chain', ${ms('c.chain_at')},
            'paused', c.paused_at is not null, 'stopped', c.stopped_at is not null, 'stage', c.stage))
          from escalation_clock c where c.org_id = e.org_id and c.escalation_id = e.escalation_id), '[]') as clocks,
        (select jsonb_build_object('id', r.request_id, 'state', r.state, 'author', r.author_id,
            'content', r.content_version, 'decisions', coalesce((select jsonb_agg(jsonb_build_object(
              'decider', d.decider_id, 'forId', d.for_id, 'verdict', d.verdict, 'alone', d.alone,
              'effected', d.effected_at is not null) order by d.place) from escalation_decision d
              where d.org_id = r.org_id and d.request_id = r.request_id and d.undone_at is null), '[]'))
          from escalation_request r where r.org_id = e.org_id and r.escalation_id = e.escalation_id
          order by r.at desc limit 1) as request
        from escalation e where e.org_id = ${place.org} and e.escalation_id in (${sql.join(ids)})`.execute(
          owner.db,
        )
      return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
    },
    /** Leaves the place as it was before a sequence, and its escalations to nobody's care. */
    async tidy(place: Place, ids: readonly string[]): Promise<void> {
      for (const person of changed) actors.delete(person)
      changed.clear()
      if (ids.length === 0) return
      await sql`with roles as (update membership set ends_on = null where org_id = ${place.org} and ends_on is not null
        ), delegations as (delete from delegation where org_id = ${place.org}
        ), days as (delete from calendar_day where org_id = ${place.org}
        ), decisions as (update escalation_decision set undone_at = now() where org_id = ${place.org}
          and effected_at is null and undone_at is null
        ), requests as (update escalation_request set state = 'voided' where org_id = ${place.org} and state = 'open'
        ), closed as (update escalation set status = 'closed' where org_id = ${place.org} and status <> 'closed'
        ) update escalation_clock set stopped_at = now(), paused_at = null where org_id = ${place.org}
          and escalation_id in (${sql.join(ids)}) and (stopped_at is null or paused_at is not null)`.execute(
        owner.db,
      )
    },
    /** Forgets every escalation, so that the next thousand cost what the first did. */
    async empty(): Promise<void> {
      await sql`truncate escalation, inbox, change, command, audit_log cascade`.execute(owner.db)
    },
    async close(): Promise<void> {
      await database.close()
      await owner.close()
    },
  }
}
export type World = Awaited<ReturnType<typeof openWorld>>

async function makePlace(db: Kysely<Schema>, shape: Shape): Promise<Place> {
  const org = await makeOrg(db)
  const top = await makeTeam(db, org, { name: 'Top' })
  const unit = await makeTeam(db, org, { name: 'Unit', parentId: top })
  const teamId = await makeTeam(db, org, { name: 'Ours', parentId: unit })
  const beside = await makeTeam(db, org, { name: 'Beside' })
  const memberships: Record<Name, NewMembership> = {
    analyst: { role: 'analyst', teamId },
    peer: { role: 'analyst', teamId },
    lead: { role: 'lead', teamId },
    coLead: { role: 'lead', teamId },
    manager: { role: 'manager', teamId: unit },
    director: { role: 'manager', teamId: top },
    sideLead: { role: 'lead', teamId: beside },
    sideManager: { role: 'manager', teamId: beside },
    policy: { role: 'partner', function: 'policy' },
    legal: { role: 'partner', function: 'legal' },
    admin: { role: 'admin' },
  }
  const ids = new Map<Name, string>()
  for (const name of namesOf(shape)) {
    const person = await makePerson(db, org, { name, memberships: [memberships[name]] })
    ids.set(name, person.personId)
  }
  return { org, teamId, ids, names: new Map([...ids].map(([name, id]) => [id, name])) }
}

async function startSession(db: Kysely<Schema>, org: string, person: string): Promise<string> {
  const token = randomUUID()
  const ends = '2100-01-01T00:00:00Z'
  await db
    .insertInto('session')
    .values({
      token_hash: createHash('sha256').update(token).digest(),
      next_token_hash: null,
      session_id: randomUUID(),
      org_id: org,
      person_id: person,
      device: 'A phone of the model',
      idle_until: ends,
      ends_at: ends,
    })
    .execute()
  return token
}
