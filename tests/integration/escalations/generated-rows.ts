import { severities } from '#shared/escalations/step-rules.ts'
import { anyAuditId } from '#tests/integration/audits/audits.tables.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'

const functions = ['policy', 'legal', null] as const

/** Escalations of a generated organisation, a part of them drafts, and everything that hangs on one. */
export function rowsOf(generator: Generator) {
  const { org: org_id, zone, teams, people, id, many, pick, random, day, ago, somebody, other } = generator
  const escalations = many(rowCount, (number) => {
    const team_id = pick(teams)
    const draft = random() < 0.15
    return {
      org_id,
      escalation_id: id('escalation', number),
      team_id,
      severity: pick(severities),
      zone,
      kind: 'policy_gap' as const,
      raiser_id: random() < 0.5 ? somebody('analyst', team_id) : somebody('lead', team_id),
      subject_id: random() < 0.3 ? pick(people) : null,
      function: pick(functions),
      status: draft ? ('draft' as const) : ('awaiting_approval' as const),
      submitted_at: draft ? null : ago(30),
      category: null,
      summary: 'words',
      details: null,
      case_reference: null,
      holder_id: pick(people),
      claimed_at: ago(60),
      resolved_at: null,
      resolution: null,
      what_changed: null,
      merged_into_id: null,
      approved_version: null,
      rejected_version: null,
      editor_ids: random() < 0.3 ? [pick(people)] : [],
    }
  })
  const submitted = escalations.filter(({ status }) => status !== 'draft')
  const requests = submitted.map(({ escalation_id, team_id }, number) => ({
    org_id,
    request_id: id('request', number),
    escalation_id,
    author_id: somebody('lead', team_id),
    question: 'q',
    recommendation: 'r',
    if_approved: 'a',
    if_rejected: 'b',
    content_version: 1,
    child_safety: false,
  }))
  const decisions = requests.map(({ request_id, escalation_id }, number) => ({
    org_id,
    decision_id: id('decision', number),
    escalation_id,
    request_id,
    place: 1,
    reason: 'no',
    decider_id: pick(people),
    for_id: null,
    role: 'manager' as const,
    verdict: 'reject' as const,
    content_version: 1,
    takes_effect_at: ago(5),
    undone_at: null,
    effected_at: number % 2 ? ago(5) : null,
    child_safety: false,
  }))
  const chains = many(rowCount, (number) => {
    const team_id = pick(teams)
    return {
      ...{ org_id, chain_id: id('chain', number), team_id, number: number + 1, starts_on: day(number - 5) },
      ...{
        severities: ['P0' as const, 'P1' as const],
        repeats: 1,
        set_by: somebody('lead', team_id),
        set_at: ago(100),
      },
      ...{ sources: ['person' as const, 'shift' as const], person_ids: [somebody('lead', team_id), null] },
      minutes: [5, 10],
    }
  })
  const runs = submitted.map(({ escalation_id }, number) => ({
    ...{ org_id, escalation_id, cycle: 1, severity: 'P0' as const, chain_id: pick(chains).chain_id },
    ...{ round: 1, place: 2, next_at: null, next_source: 'person' as const },
    next_person_id: number % 2 ? pick(people) : null,
  }))
  return {
    on_call_chain: chains,
    on_call_calendar: many(rowCount, (number) => {
      const team_id = pick(teams)
      return {
        ...{
          org_id,
          calendar_id: id('on-call calendar', number),
          team_id,
          number: number + 1,
          source: 'rota',
        },
        ...{ person_ids: [somebody('lead', team_id)], starts: [ago(60)], ends: [ago(-60)] },
        ...{ set_by: somebody('lead', team_id), set_at: ago(100) },
      }
    }),
    on_call_run: runs,
    on_call_call: runs.map(({ escalation_id, cycle, severity }, number) => ({
      ...{ org_id, call_id: id('call', number), escalation_id, cycle, severity, round: 1, place: 1 },
      ...{ source: 'person' as const, person_id: pick(people), for_id: null, outcome: 'notified' as const },
    })),
    escalation: escalations,
    escalation_party: escalations.map(({ escalation_id, raiser_id }) => ({
      org_id,
      escalation_id,
      person_id: raiser_id,
      watching: true,
    })),
    escalation_event: escalations.map(({ escalation_id, raiser_id }, number) => ({
      org_id,
      event_id: id('event', number),
      escalation_id,
      kind: 'raised' as const,
      actor_id: raiser_id,
      other_id: null,
      words: null,
      code: null,
      child_safety: false,
    })),
    escalation_link: escalations.map(({ escalation_id }, number) => ({
      org_id,
      link_id: id('link', number),
      escalation_id,
      kind: 'case' as const,
      note_id: null,
      audit_id: anyAuditId(generator),
      other_id: null,
      review_id: null,
      dispute_id: null,
      round_id: null,
      round_case_id: null,
      question_id: null,
      label: 'C-1',
      child_safety: false,
    })),
    escalation_clock: submitted.map(({ escalation_id }) => ({
      org_id,
      escalation_id,
      kind: 'decide' as const,
      started_at: ago(30),
      risk_at: ago(-600),
      due_at: ago(-700),
      chain_at: ago(-800),
      paused_at: null,
      stopped_at: null,
      calendar_missing: false,
    })),
    escalation_request: requests,
    escalation_decision: decisions,
    approval_reading: decisions.map(({ decision_id, decider_id }, number) => ({
      org_id,
      decision_id,
      person_id: decider_id,
      seconds: number,
      reached_end: true,
    })),
    delegation: people.map((from_id, number) => ({
      org_id,
      delegation_id: id('delegation', number),
      from_id,
      role: pick(['lead', 'manager'] as const),
      to_id: other(from_id),
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
        org_id,
        zone,
        day: day(3),
        works: false,
        name: 'Founding day',
        by_id: pick(people),
        applied_at: ago(1),
      },
    ],
  }
}
