import { type BusinessCalendar, businessHours, dueOf, targets } from '#shared/core/business-time.ts'
import type { EventKind } from '#shared/escalations/rules.ts'
import type { ClockKind } from '#shared/escalations/views.ts'
import type { Decision } from './audits.ts'
import { type Calendar, iso, midnightInSeoul } from './calendar.ts'
import { type EscalationSpec, escalationSpecs } from './escalation-specs.ts'
import { holidaysOf } from './holidays.ts'
import type { MakeId } from './identity.ts'
import { momentsOf } from './moments.ts'
import { type AuditingTeam, leadOf } from './people.ts'
import type { DemoRows, WrittenRow } from './rows.ts'
import { escalationOfWriteUp, writeUpSpecs } from './write-up-specs.ts'

type Part = Pick<
  DemoRows,
  | 'escalation'
  | 'escalation_party'
  | 'escalation_event'
  | 'escalation_link'
  | 'escalation_clock'
  | 'escalation_request'
  | 'escalation_decision'
  | 'approval_reading'
>

interface Given {
  org: string
  id: MakeId
  calendarFor: (team: AuditingTeam) => Calendar
  decisions: readonly Decision[]
}

/** The escalations of the demo with their history, clocks and approvals; nothing in them happens after today has begun. */
export async function escalationsOf(given: Given): Promise<Part> {
  const specs = [...escalationSpecs, ...writeUpSpecs.map(escalationOfWriteUp)]
  const parts = await Promise.all(specs.map((spec, place) => escalationOf(spec, place, given)))
  const all = <T extends keyof Part>(table: T) => parts.flatMap((part) => part[table]) as Part[T]
  return {
    escalation: all('escalation'),
    escalation_party: all('escalation_party'),
    escalation_event: all('escalation_event'),
    escalation_link: all('escalation_link'),
    escalation_clock: all('escalation_clock'),
    escalation_request: all('escalation_request'),
    escalation_decision: all('escalation_decision'),
    approval_reading: all('approval_reading'),
  }
}

const minutes = (n: number) => n * 60_000

/** Returns the id of the escalation that the write-up at this place is. */
export const writeUpId = (id: MakeId, place: number): string => {
  const number = escalationSpecs.length + place
  return id('escalation', leadOf[writeUpSpecs[place]?.team ?? 'community'], number)
}

async function escalationOf(spec: EscalationSpec, place: number, given: Given): Promise<Part> {
  const { org, id, calendarFor, decisions } = given
  const calendar = calendarFor(spec.team)
  const person = (key: string) => id('person', key)
  const escalationId = id('escalation', spec.by, place)
  const end = midnightInSeoul(calendar.today) - minutes(1)
  // What is urgent was raised in the last hours: otherwise every clock of the demo would be over.
  const raised =
    spec.raised === 0 ? end - minutes(25) : momentsOf(calendar)(spec.raised, { minutes: spec.at })
  const child = spec.category === 'child_safety'
  const head = { org_id: org, escalation_id: escalationId }
  const approved = (spec.request?.approved?.length ?? 0) > 0
  const done = spec.status === 'resolved'

  let timestamp = raised
  const next = () => {
    timestamp = Math.min(timestamp + minutes(spec.pace ?? 12 + 7 * place), end)
    return iso(timestamp)
  }
  const events: WrittenRow<'escalation_event'>[] = []
  const addEvent = (kind: EventKind, by: string, text: string | null = null) => {
    const when = events.length === 0 ? iso(raised) : next()
    events.push({
      ...head,
      ...{ event_id: id('escalation-event', spec.by, place, events.length), kind, at: when },
      ...{ actor_id: person(by), other_id: null, words: text, code: null, child_safety: child },
    })
    return when
  }
  const raisedAt = addEvent('raised', spec.by)
  const acknowledgedAt =
    spec.status === 'submitted' ? null : addEvent('acknowledged', spec.takenBy ?? spec.holder)
  if (spec.comment) addEvent('commented', spec.comment.by, spec.comment.text)

  const requests: WrittenRow<'escalation_request'>[] = []
  const given_: WrittenRow<'escalation_decision'>[] = []
  const requestId = id('escalation-request', spec.by, place)
  if (spec.request) {
    const { by, question, recommendation, ifApproved, ifRejected } = spec.request
    requests.push({
      ...head,
      ...{
        request_id: requestId,
        author_id: person(by),
        at: addEvent('requested', by),
        question,
        recommendation,
      },
      ...{ if_approved: ifApproved, if_rejected: ifRejected, content_version: 1 },
      ...{ state: approved ? 'approved' : 'open', child_safety: child },
    })
    for (const [order, decider] of (spec.request.approved ?? []).entries()) {
      const decidedAt = addEvent('approved', decider.by)
      const effect = iso(Date.parse(decidedAt) + 10_000)
      given_.push({
        ...head,
        ...{ decision_id: id('escalation-decision', spec.by, place, order), request_id: requestId },
        ...{ place: order + 1, decider_id: person(decider.by), for_id: null, role: decider.role },
        ...{ verdict: 'approve', reason: null, content_version: 1, at: decidedAt, takes_effect_at: effect },
        ...{ undone_at: null, effected_at: effect, alone: false, child_safety: child },
      })
    }
  }
  if (spec.status === 'in_progress') addEvent('started', spec.holder)
  const resolvedAt = spec.resolution ? addEvent('resolved', spec.resolution.by, spec.resolution.text) : null

  const cases = decisions
    .filter(({ team, at: when, row }) => team === spec.team && when < raised && row.outcome === 'missed')
    .slice(-(spec.cases ?? 0))
  const involved = new Set([
    ...[spec.by, spec.holder, spec.takenBy, spec.request?.by, spec.resolution?.by, spec.comment?.by],
  ])
  return {
    escalation: [
      {
        ...head,
        ...{ team_id: id('team', spec.team), raiser_id: person(spec.by), subject_id: null, kind: spec.kind },
        ...{ category: spec.category ?? null, severity: spec.severity, status: spec.status },
        ...{ function: spec.function ?? null, summary: spec.summary, details: spec.details ?? null },
        case_reference: spec.reference ?? null,
        holder_id: person(spec.holder),
        ...{ zone: calendar.zone, created_at: raisedAt, claimed_at: raisedAt, submitted_at: raisedAt },
        ...{ changed_at: iso(timestamp), resolved_at: resolvedAt, resolution: spec.resolution?.text ?? null },
        ...{ what_changed: spec.resolution?.changed ?? null, follow_ups: [], merged_into_id: null },
        editor_ids: [],
        ...{ content_version: 1, approved_version: approved ? 1 : null, rejected_version: null, cycle: 1 },
        version: events.length,
      },
    ],
    escalation_party: [...involved].flatMap((key) =>
      key ? [{ ...head, person_id: person(key), watching: false }] : [],
    ),
    escalation_event: events,
    escalation_link: [
      ...cases.slice(0, spec.cases ?? 0).map(({ row }, order) => ({
        ...head,
        ...{
          link_id: id('escalation-link', spec.by, place, order),
          kind: 'case' as const,
          audit_id: row.audit_id,
        },
        ...{ note_id: null, other_id: null, review_id: null, label: row.case_ref, child_safety: false },
        ...noOtherSource,
      })),
      ...(spec.question
        ? [
            {
              ...{ ...head, ...noOtherSource, link_id: id('escalation-link', spec.by, place, 'question') },
              ...{
                kind: 'question' as const,
                audit_id: null,
                note_id: null,
                other_id: null,
                review_id: null,
              },
              question_id: id('policy question', spec.question.place),
              ...{ label: spec.question.policy, child_safety: false },
            },
          ]
        : []),
    ],
    escalation_clock: await clocksOf(spec, {
      head,
      raised,
      zone: calendar,
      acknowledgedAt,
      done,
      at: iso(timestamp),
    }),
    escalation_request: requests,
    escalation_decision: given_,
    approval_reading: given_.map(({ decision_id, decider_id, at }) => ({
      ...{ org_id: org, decision_id, person_id: decider_id, seconds: 74, reached_end: true, decided_at: at },
    })),
  }
}

/** Columns of the other things that a link may point at. */
const noOtherSource = { dispute_id: null, round_id: null, round_case_id: null, question_id: null }

interface Running {
  head: { org_id: string; escalation_id: string }
  raised: number
  zone: Calendar
  acknowledgedAt: string | null
  done: boolean
  at: string
}

async function clocksOf(
  { severity, status }: EscalationSpec,
  { head, raised, zone, acknowledgedAt, done, at }: Running,
): Promise<WrittenRow<'escalation_clock'>[]> {
  const { business, minutes: targetMinutes } = targets[severity]
  const year = new Date(raised).getUTCFullYear()
  const calendar: BusinessCalendar = {
    zone: zone.zone,
    holidays: await holidaysOf(zone.zone, [year, year + 1]),
    ...{ workdays: new Set(), missing: new Set(), ...businessHours },
  }
  const stopped: Record<ClockKind, string | null> = {
    acknowledge: acknowledgedAt,
    decide: done || status === 'in_progress' ? at : null,
    confirm: null,
  }
  return (['acknowledge', 'decide', 'confirm'] as const).flatMap((kind) => {
    const target = targetMinutes[kind]
    if (target === undefined) return []
    const due = dueOf(business ? calendar : 'always', {
      ...{ startedAt: raised, minutes: target, pauses: [], now: raised },
    })
    return [
      {
        ...head,
        ...{ kind, started_at: iso(raised), risk_at: iso(due.riskAt), due_at: iso(due.dueAt) },
        ...{ chain_at: iso(due.chainAt), paused_at: null, stopped_at: stopped[kind] },
        ...{ pauses: '{}', stops: '{}', late_holder_id: null },
        ...{ calendar_missing: false, stage: 0 },
      },
    ]
  })
}
