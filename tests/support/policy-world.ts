import { createHash } from 'node:crypto'
import type { Insertable, Kysely } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import { checkInAudiences } from '#shared/check-ins/rules.ts'
import { type Audience, audiences } from '#shared/coaching/rules.ts'
import { severities } from '#shared/escalations/step-rules.ts'
import type { Role } from '#shared/people/role-rules.ts'
import { seededRandom } from './seeded-random.ts'

type Rows = { [T in keyof Schema]?: Insertable<Schema[T]>[] }
type Standing = { role: Role; teamId: string | null; from: number; to: number | null }

export interface PolicyOrg {
  org: string
  people: string[]
  teams: string[]
  /** By table, each after those that it refers to. */
  rows: Rows
  /** A session token's hash of each person, by their id. */
  sessions: Map<string, Buffer>
}

const peopleCount = 14
const noteCount = 70
const auditCount = 70

/** Two zones of different dates, in which it is not about to be tomorrow. */
function twoZones(): [string, string] {
  const zones = ['Pacific/Kiritimati', 'Asia/Seoul', 'UTC', 'America/Los_Angeles', 'Pacific/Pago_Pago']
  const steady = zones.filter((zone) => Temporal.Now.zonedDateTimeISO(zone).hour < 23)
  return [steady[0] ?? 'UTC', steady.at(-1) ?? 'UTC']
}

/**
 * Two organisations whose people, teams and rows have the same ids, so that only org_id tells them apart: with teams
 * below teams, standings that are over, that hold, that begin, and several at once.
 */
export async function makePolicyWorld(db: Kysely<Schema>, seed: number): Promise<PolicyOrg[]> {
  const random = seededRandom(seed)
  const orgs = twoZones().map((zone, index) => generate({ random, seed, index, zone }))
  for (const { rows } of orgs) {
    for (const [table, values] of Object.entries(rows)) {
      // The tables differ in their columns and not in how a row is put in.
      const into = db.insertInto(table as 'org')
      await into.values(values as Insertable<Schema['org']>[]).execute()
    }
  }
  return orgs
}

function generate(world: { random: () => number; seed: number; index: number; zone: string }): PolicyOrg {
  const { random, seed, index, zone } = world
  const hash = (text: string) => createHash('sha256').update(`${seed}:${text}`).digest()
  const id = (kind: string, number: number) => {
    const hex = hash(`${kind}:${number}`).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
  const upTo = (n: number) => Math.floor(random() * n)
  const pick = <T>(from: readonly T[]): T => {
    const found = from[upTo(from.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  const many = <T>(count: number, make: (number: number) => T): T[] =>
    Array.from({ length: count }, (_, number) => make(number))
  const today = Temporal.Now.plainDateISO(zone)
  const day = (days: number) => today.add({ days }).toString()
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

  const org_id = id('org', index)
  const teams = many(5, (number) => id('team', number))
  const people = many(peopleCount, (number) => id('person', number))
  // One above two, one below the first of them, and one beside.
  const parents = [null, 0, 0, 1, null]
  const parentOf = (number: number) => {
    const parent = parents[number]
    return parent === null || parent === undefined ? null : (teams[parent] ?? null)
  }

  const spans: readonly [number, number | null][] = [
    [-400, null],
    [-400, null],
    [-400, null],
    [-400, 1],
    [0, null],
    [-400, 0],
    [-400, -30],
    [1, null],
    [30, 60],
  ]
  const roles: readonly Role[] = ['analyst', 'analyst', 'lead', 'lead', 'lead', 'manager', 'partner', 'admin']
  const standings = new Map<string, Standing[]>(
    people.map((person) => [
      person,
      many(upTo(5), () => {
        const role = pick(roles)
        const [from, to] = pick(spans)
        return { role, teamId: role === 'partner' || role === 'admin' ? null : pick(teams), from, to }
      }),
    ]),
  )
  /** Somebody who has, had or will have the role in the team, more often than not. */
  const somebody = (role: Role, team: string): string => {
    const fitting = people.filter((person) =>
      standings.get(person)?.some((held) => held.role === role && held.teamId === team),
    )
    return fitting.length > 0 && random() < 0.7 ? pick(fitting) : pick(people)
  }

  const sessions = new Map(people.map((person) => [person, hash(`session:${index}:${person}`)]))
  const counts = { n: 1, correct: 1, missed: 0, over_enforced: 0, unverified: 0 }
  const pairs = teams.flatMap((team_id) => people.map((analyst_id) => ({ org_id, team_id, analyst_id })))
  const audits = many(auditCount, (number) => {
    const team_id = pick(teams)
    const analyst_id = somebody('analyst', team_id)
    return { org_id, audit_id: id('audit', number), team_id, analyst_id }
  })
  const looks = audits.slice(0, auditCount / 2).map(({ audit_id, analyst_id, team_id }, number) => {
    const open = random() < 0.6
    return {
      ...{ org_id, look_id: id('look', number), audit_id, analyst_id, team_id, reason: 'why' },
      status: open ? ('open' as const) : ('kept' as const),
      answer: open ? null : 'because',
      answered_by: open ? null : pick(people.filter((person) => person !== analyst_id)),
      answered_at: open ? null : ago(5),
    }
  })
  const notes = many(noteCount, (number) => {
    const team_id = pick(teams)
    const author_id = somebody('lead', team_id)
    const subjects = people.filter((person) => person !== author_id)
    const audience: Audience = pick(audiences)
    return {
      ...{ org_id, note_id: id('note', number), team_id, author_id, subject_id: pick(subjects), audience },
      ...{ kind: 'quick' as const, body: JSON.stringify({ kind: 'quick', text: 'words' }), criterion: null },
      ...{ follow_up_on: null, followed_up_at: null, claimed_at: ago(60), created_at: ago(60), version: 2 },
      person_since: audience === 'me' ? null : ago(60),
      manager_since: audience === 'manager' ? ago(60) : null,
    }
  })
  const items = notes.map((note, number) => ({
    ...{ org_id, action_id: id('action', number), note_id: note.note_id, due_on: null, removed_at: null },
    owner_id: random() < 0.5 ? note.author_id : note.subject_id,
    title: 'Read the policy again',
  }))

  const other = (person: string) => pick(people.filter((one) => one !== person))
  const checkIns = many(noteCount, (number) => {
    const team_id = pick(teams)
    const person_id = somebody('analyst', team_id)
    const audience = pick(checkInAudiences)
    const reader = pick([somebody('lead', team_id), somebody('manager', team_id)])
    return {
      ...{
        org_id,
        check_in_id: id('check-in', number),
        person_id,
        audience,
        claimed_at: ago(30),
        at: ago(30),
      },
      reader_id: audience !== 'lead' ? null : reader === person_id ? other(person_id) : reader,
      team_id: audience === 'me' ? null : team_id,
    }
  })
  const functions = ['policy', 'legal', null] as const
  const escalations = many(noteCount, (number) => {
    const team_id = pick(teams)
    const draft = random() < 0.15
    const severity = pick(severities)
    return {
      ...{
        org_id,
        escalation_id: id('escalation', number),
        team_id,
        severity,
        zone,
        kind: 'policy_gap' as const,
      },
      raiser_id: random() < 0.5 ? somebody('analyst', team_id) : somebody('lead', team_id),
      subject_id: random() < 0.3 ? pick(people) : null,
      function: pick(functions),
      status: draft ? ('draft' as const) : ('awaiting_approval' as const),
      submitted_at: draft ? null : ago(30),
      ...{ category: null, summary: 'words', details: null, case_reference: null, holder_id: pick(people) },
      ...{
        claimed_at: ago(60),
        resolved_at: null,
        resolution: null,
        what_changed: null,
        merged_into_id: null,
      },
      ...{ approved_version: null, rejected_version: null },
    }
  })
  const submitted = escalations.filter(({ status }) => status !== 'draft')
  const requests = submitted.map(({ escalation_id, team_id }, number) => ({
    ...{ org_id, request_id: id('request', number), escalation_id, author_id: somebody('lead', team_id) },
    ...{ question: 'q', recommendation: 'r', if_approved: 'a', if_rejected: 'b', content_version: 1 },
    child_safety: false,
  }))

  return {
    ...{ org: org_id, people, teams, sessions },
    rows: {
      org: [{ org_id, name: 'Organisation', zone }],
      feed_epoch: [{ org_id, epoch: id('epoch', index) }],
      person: people.map((person_id) => ({
        ...{ org_id, person_id, name: 'Somebody', reference: null, welcomed_at: null },
      })),
      team: teams.map((team_id, number) => ({
        ...{ org_id, team_id, parent_id: parentOf(number), name: `Team ${number}`, audited_through: null },
      })),
      membership: people.flatMap((person_id, person) =>
        (standings.get(person_id) ?? []).map(({ role, teamId, from, to }, number) => ({
          ...{ org_id, membership_id: id(`membership ${person}`, number), person_id, role, team_id: teamId },
          function: role === 'partner' ? ('policy' as const) : null,
          ...{ starts_on: day(from), ends_on: to === null ? null : day(to) },
        })),
      ),
      shift: people.map((person_id, number) => ({
        ...{ org_id, shift_id: id('shift', number), person_id, starts_at: ago(60), ends_at: ago(0) },
        kind: 'work' as const,
      })),
      sign_in: people.map((person_id) => ({
        ...{ org_id, person_id, email: `${index}-${person_id}@example.org`, password_hash: 'a hash' },
      })),
      invitation: people.map((person_id) => ({
        ...{ org_id, person_id, token_hash: hash(`invitation:${index}:${person_id}`), used_at: null },
        ...{ email: `${index}-${person_id}@example.org`, expires_at: ago(-600) },
      })),
      session: people.map((person_id, number) => ({
        ...{ org_id, person_id, session_id: id('session', number), device: 'Phone', next_token_hash: null },
        ...{
          token_hash: sessions.get(person_id) ?? Buffer.alloc(0),
          idle_until: ago(-600),
          ends_at: ago(-600),
        },
      })),
      command: people.map((person_id, number) => ({
        ...{
          org_id,
          person_id,
          command_id: id('command', number),
          name: 'x',
          version: 1,
          input_hash: Buffer.alloc(32),
        },
        ...{ device_id: id('device', number), seq: 1, claimed_at: ago(1), result: '{}' },
      })),
      audit_log: people.map((actor_id, number) => ({
        ...{ org_id, actor_id, entry_id: id('entry', number), action: 'x', entity_id: null, team_id: null },
      })),
      record_view: people.map((subject_id) => ({
        ...{
          org_id,
          subject_id,
          viewer_id: pick(people),
          kind: 'cases' as const,
          how: 'opened' as const,
          day: day(0),
        },
        team_id: pick(teams),
      })),
      change: [
        ...people.map((person_id) => ({
          org_id,
          feature: 'today',
          person_id,
          team_id: null,
          subject_id: null,
        })),
        ...teams.map((team_id) => ({
          org_id,
          feature: 'audits',
          person_id: null,
          team_id,
          subject_id: null,
        })),
      ],
      policy: [{ org_id, code: 'HATE', name_ko: null, name_en: null }],
      audit_import: teams.map((team_id, number) => ({
        ...{
          org_id,
          import_id: id('import', number),
          team_id,
          imported_by: pick(people),
          file_name: 'a.csv',
        },
        ...{ file_hash: Buffer.alloc(32), mapping: '{}', read_rows: 1, added: 1, unchanged: 0, refused: 0 },
      })),
      audit: audits.map((audit) => ({
        ...{ ...audit, reference: audit.audit_id, case_ref: audit.audit_id, policy: 'HATE', queue: null },
        ...{ language: null, moderator_decision: null, decision: 'no', verified_decision: 'yes' },
        ...{ verified_by: 'gold' as const, outcome: 'missed' as const, inclusion_probability: null },
        ...{ decided_at: ago(90), content_hash: Buffer.alloc(32), import_id: null },
      })),
      audit_day: pairs.map((pair) => ({ ...pair, day: day(-7), ...counts })),
      audit_week: pairs.map((pair) => ({ ...pair, week: day(-7), policy: 'HATE', ...counts })),
      audit_team_week: teams.map((team_id) => ({
        org_id,
        team_id,
        week: day(-7),
        policy: 'HATE',
        ...counts,
      })),
      another_look: looks,
      note: notes,
      note_revision: notes.map(({ note_id, audience, kind, body }) => ({
        ...{ org_id, note_id, version: 1, audience, kind, body, follow_up_on: null, at: ago(50) },
      })),
      note_evidence: notes.map(({ note_id }) => ({ org_id, note_id, audit_id: pick(audits).audit_id })),
      note_reply: notes.map(({ note_id, author_id }, number) => ({
        ...{
          org_id,
          reply_id: id('reply', number),
          note_id,
          note_author_id: author_id,
          author_id,
          text: 'yes',
        },
        at: ago(30),
      })),
      note_reading: notes.flatMap(({ note_id, subject_id, author_id, audience }) =>
        audience === 'me'
          ? []
          : [{ org_id, note_id, note_version: 2, person_id: subject_id, author_id, acknowledged_at: null }],
      ),
      action_item: items,
      action_state: items.map(({ action_id, owner_id }) => ({
        ...{ org_id, action_id, owner_id, done_at: null, done_by: null },
      })),
      inbox: people.map((person_id, number) => ({
        ...{ org_id, inbox_id: id('news', number), person_id, kind: 'note_shared' as const, read_at: null },
        ...{
          entity_id: pick(notes).note_id,
          by_id: pick([null, ...people.filter((by) => by !== person_id)]),
        },
      })),
      push_subscription: people.map((person_id, number) => ({
        ...{ org_id, person_id, subscription_id: id('subscription', number) },
        ...{
          session_id: id('session', number),
          endpoint: 'https://push.example.org/x',
          p256dh: 'x',
          auth: 'x',
        },
      })),
      check_in_consent: people.map((person_id, number) => ({
        ...{ org_id, consent_id: id('consent', number), person_id, given: number % 3 > 0, text_version: 1 },
        at: ago(600),
      })),
      check_in: checkIns,
      check_in_answer: checkIns.map(({ check_in_id, person_id }) => ({
        ...{ org_id, check_in_id, person_id, answers: Buffer.alloc(32), note: Buffer.alloc(32) },
      })),
      check_in_view: checkIns.flatMap(({ check_in_id, person_id, reader_id }) =>
        reader_id && random() < 0.5 ? [{ org_id, check_in_id, viewer_id: reader_id, person_id }] : [],
      ),
      talk_request: many(noteCount, (number) => {
        const team_id = pick(teams)
        const asker_id = somebody('analyst', team_id)
        const addressee_id = pick([somebody('lead', team_id), somebody('manager', team_id)])
        return {
          ...{ org_id, request_id: id('talk', number), asker_id, team_id: random() < 0.8 ? team_id : null },
          addressee_id: addressee_id === asker_id ? other(asker_id) : addressee_id,
          ...{ due_at: ago(-60), answer: null, proposed_at: null, answered_at: null, ended_at: null },
        }
      }),
      exposure_budget: teams.map((team_id) => ({
        ...{ org_id, team_id, minutes_per_day: 200, minutes_without_break: 90 },
      })),
      exposure_entry: people.map((person_id, number) => ({
        ...{ org_id, entry_id: id('exposure', number), person_id, day: day(0), harm: 'hate' as const },
        ...{ minutes: 30, started_at: null },
      })),
      wellbeing_setting: [
        {
          ...{ org_id, programme_name: 'Programme', programme_phone: '1588', programme_url: null },
          programme_verified_on: null,
        },
      ],
      check_in_total: teams.map((team_id) => ({
        ...{ org_id, team_id, from_day: '2026-01-05', item: 'energy' as const, value: 50, why: null },
        response: 'half' as const,
      })),
      check_in_total_member: teams.map((team_id) => ({
        ...{ org_id, team_id, from_day: '2026-01-05', item: 'energy' as const, pseudonym: Buffer.alloc(16) },
      })),
      escalation: escalations,
      escalation_party: escalations.map(({ escalation_id, raiser_id }) => ({
        ...{ org_id, escalation_id, person_id: raiser_id, watching: true },
      })),
      escalation_event: escalations.map(({ escalation_id, raiser_id }, number) => ({
        ...{
          org_id,
          event_id: id('event', number),
          escalation_id,
          kind: 'raised' as const,
          actor_id: raiser_id,
        },
        ...{ other_id: null, words: null, code: null, child_safety: false },
      })),
      escalation_link: escalations.map(({ escalation_id }, number) => ({
        ...{ org_id, link_id: id('link', number), escalation_id, kind: 'case' as const, note_id: null },
        ...{ audit_id: pick(audits).audit_id, other_id: null, label: 'C-1', child_safety: false },
      })),
      escalation_clock: submitted.map(({ escalation_id }) => ({
        ...{ org_id, escalation_id, kind: 'decide' as const, started_at: ago(30), risk_at: ago(-600) },
        ...{
          due_at: ago(-700),
          chain_at: ago(-800),
          paused_at: null,
          stopped_at: null,
          calendar_missing: false,
        },
      })),
      escalation_pause: submitted.map(({ escalation_id, raiser_id }, number) => ({
        ...{
          org_id,
          pause_id: id('pause', number),
          escalation_id,
          reason: 'legal' as const,
          by_id: raiser_id,
        },
        ...{ from_at: ago(20), until_at: ago(10) },
      })),
      escalation_request: requests,
      escalation_decision: requests.map(({ request_id, escalation_id }, number) => ({
        ...{ org_id, decision_id: id('decision', number), escalation_id, request_id, place: 1, reason: 'no' },
        ...{ decider_id: pick(people), for_id: null, role: 'manager' as const, verdict: 'reject' as const },
        ...{
          content_version: 1,
          takes_effect_at: ago(5),
          undone_at: null,
          effected_at: number % 2 ? ago(5) : null,
        },
        child_safety: false,
      })),
      delegation: people.map((from_id, number) => ({
        ...{
          org_id,
          delegation_id: id('delegation', number),
          from_id,
          role: pick(['lead', 'manager'] as const),
        },
        to_id: pick(people.filter((person) => person !== from_id)),
        ...pick([
          { starts_at: ago(60), ends_at: ago(-120) },
          { starts_at: ago(60), ends_at: ago(-120) },
          { starts_at: ago(60), ends_at: ago(-120) },
          { starts_at: ago(60), ends_at: ago(30) },
          { starts_at: ago(-60), ends_at: ago(-120) },
        ]),
        ended_at: random() < 0.2 ? ago(1) : null,
      })),
      calendar_day: [
        {
          ...{ org_id, zone, day: day(3), works: false, name: 'Founding day' },
          by_id: pick(people),
          applied_at: ago(1),
        },
      ],
      today_settled: people.map((person_id) => ({
        ...{ org_id, person_id, item_key: 'a key', how: 'done' as const, until: null },
      })),
    },
  }
}
