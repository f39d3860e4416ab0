import type { Effect } from '#server/core/effect.ts'
import { effects } from '#server/features/escalations/commands.ts'
import type { AppError } from '#shared/core/errors.ts'
import { type Case, type Expected, pendingOf } from './expected.ts'
import { rankOf } from './people.ts'
import type { Step } from './steps.ts'
import { dateOf } from './working-time.ts'
import type { Place, World } from './world.ts'

type CaseStep = Extract<Step, { on: number }>
type Sent = { place: Place; expected: Expected; id: string }

/** Takes a step on the server. Returns the refusal, or nothing where it was taken. */
export async function send(
  world: World,
  { place, expected, id }: Sent,
  step: Step,
): Promise<AppError | undefined> {
  if (step.do === 'wait') return undefined
  if (step.do === 'roleEnds') {
    await world.endRoles(place, step.who, dateOf(expected.now))
    return undefined
  }
  if (step.do === 'ownDay') {
    const day = dateOf(expected.now + step.inDays * 86_400_000)
    const input = { zone: 'Asia/Seoul', day, works: step.works, name: 'A day of ours' }
    return await world.send(place, 'admin', { effect: effects.setCalendarDay, input, base: null })
  }
  const { effect, input } = commandOf({ world, place, expected, id }, step)
  const base = 'on' in step ? (expected.cases[step.on]?.version ?? null) : null
  return await world.send(place, step.who, { effect, input, base })
}

type Command = { effect: Effect; input: unknown }

function commandOf(
  { world, place, expected, id }: Sent & { world: World },
  step: Exclude<Step, { do: 'wait' | 'roleEnds' | 'ownDay' }>,
): Command {
  if (step.do === 'raise') {
    const content = contentOf({ kind: step.kind, fn: step.fn })
    const subjectId = step.subject && world.idOf(place, step.subject)
    const { severity, submit } = step
    const input = { ...content, ...{ escalationId: id, teamId: place.teamId, severity, subjectId, submit } }
    return { effect: effects.raise, input: { ...input, links: [] } }
  }
  if (step.do === 'delegate') {
    const endsAt = new Date(expected.now + step.hours * 3_600_000).toISOString()
    const span = { startsAt: new Date(expected.now).toISOString(), endsAt }
    const role = rankOf(step.who) ?? 'lead'
    return {
      effect: effects.delegate,
      input: { delegationId: id, role, toId: world.idOf(place, step.to), ...span },
    }
  }
  if (step.do === 'endDelegation') {
    const given = expected.staff.delegations.find((item) => item.from === step.who && !item.ended)
    return { effect: effects.endDelegation, input: { delegationId: given?.id } }
  }
  const item = expected.cases[step.on]
  if (!item) throw new Error('No such escalation')
  return commandOn({ world, place, expected, id }, { item, step })
}

function commandOn(
  { world, place, expected, id }: Sent & { world: World },
  { item, step }: { item: Case; step: CaseStep },
): Command {
  const escalationId = item.id
  switch (step.do) {
    case 'submit':
    case 'acknowledge':
    case 'start':
    case 'resume':
      return { effect: effects[step.do], input: { escalationId } }
    case 'close':
    case 'reopen':
      return { effect: effects[step.do], input: { escalationId, reason: 'because' } }
    case 'resolve':
      return {
        effect: effects.resolve,
        input: { escalationId, resolution: 'done', whatChanged: null, followUps: [] },
      }
    case 'request':
      return { effect: effects.requestApproval, input: { escalationId, requestId: id, ...recommendation } }
    case 'ask':
    case 'decide': {
      const verdict = step.do === 'ask' ? 'ask' : step.verdict
      const requestId = item.request?.id ?? id
      const said = { verdict, reason: verdict === 'approve' ? null : 'Not yet' }
      const input = { escalationId, requestId, decisionId: id, contentVersion: item.content, ...said }
      return { effect: effects.decide, input }
    }
    case 'undo':
      return { effect: effects.undo, input: { escalationId, decisionId: pendingOf(item)?.id } }
    case 'edit': {
      const kind = item.category === 'child_safety' ? 'child_safety' : item.kind
      const summary = `Written anew ${item.content}`
      const subjectId = item.subject && world.idOf(place, item.subject)
      return {
        effect: effects.edit,
        input: { ...contentOf({ kind, fn: step.fn }), summary, escalationId, subjectId },
      }
    }
    case 'severity':
      return { effect: effects.changeSeverity, input: { escalationId, severity: step.to, reason: 'because' } }
    case 'pause':
      return { effect: effects.pause, input: { escalationId, reason: step.reason } }
    case 'assign':
      return { effect: effects.assign, input: { escalationId, personId: world.idOf(place, step.to) } }
    case 'merge':
      return { effect: effects.merge, input: { escalationId, intoId: expected.cases[step.into]?.id } }
  }
}

const recommendation = {
  question: 'Use clause 4',
  recommendation: 'Clause 4 is stricter',
  ifApproved: 'The queue follows it',
  ifRejected: 'The queue goes on as it is',
}

/** Child safety is a category of the kind safety, and stands for a kind of its own in steps. */
const contentOf = ({ kind, fn }: { kind: string; fn: string | null }) => ({
  kind: kind === 'child_safety' ? 'safety' : kind,
  category: kind === 'child_safety' ? 'child_safety' : kind === 'safety' ? 'life_at_risk' : null,
  summary: 'Two clauses disagree',
  details: null,
  caseReference: kind === 'child_safety' ? 'T-1' : null,
  function: fn,
})
