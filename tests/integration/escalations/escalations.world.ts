import { v7 as uuidv7 } from 'uuid'
import type { RaiseInput } from '#shared/escalations/contracts.ts'
import { leads, subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { subjectOf, type World, worldPart } from '#tests/integration/authorization/world.ts'
import type { SignedIn } from '#tests/support/app.ts'
import { raiseInput } from './cast.ts'

const canaries = {
  escalation: {
    text: 'CANARY-words-of-an-escalation',
    readers: [...subjectAndLeads, 'manager', 'partner'],
  },
  escalationDraft: { text: 'CANARY-escalation-draft', readers: ['subject'] },
  escalationAboutSubject: {
    text: 'CANARY-escalation-about-the-subject',
    readers: ['peer', ...leads, 'manager'],
  },
  childSafety: { text: 'CANARY-child-safety', readers: [...subjectAndLeads, 'manager'] },
  comment: { text: 'CANARY-comment', readers: [...subjectAndLeads, 'manager', 'partner'] },
} as const

export const monthToday = () => Temporal.Now.plainDateISO('UTC').toPlainYearMonth().toString()

/** Raised by the subject in team one and routed to Policy, or by the peer about the subject. */
export const part = worldPart({
  canaries,
  async write(world) {
    const { subject, peer, lead } = world.people
    const open = await raise(world, subject, {
      summary: canaries.escalation.text,
      details: canaries.escalation.text,
    })
    const draft = await raise(world, subject, { summary: canaries.escalationDraft.text, submit: false })
    const about = await raise(world, peer, {
      kind: 'people',
      function: null,
      summary: canaries.escalationAboutSubject.text,
      subjectId: subjectOf(world),
    })
    const childSafety = await raise(world, subject, {
      kind: 'safety',
      category: 'child_safety',
      severity: 'P0',
      function: 'legal',
      summary: canaries.childSafety.text,
      caseReference: 'REF-1',
    })
    await lead.client.escalations.comment.mutate({
      meta: lead.meta(),
      input: { escalationId: open, commentId: uuidv7(), text: canaries.comment.text, mentions: [] },
    })
    return { open, draft, about, childSafety }
  },
  reads: ({ team: teamId }, escalations) => [
    ...(['mine', 'team', 'all'] as const).flatMap((scope) =>
      (['open', 'closed'] as const).map((state) => ({
        procedure: 'escalations.list',
        input: { scope, state },
      })),
    ),
    ...Object.values(escalations).flatMap((escalationId) => [
      { procedure: 'escalations.detail', input: { escalationId } },
      { procedure: 'escalations.people', input: { escalationId } },
    ]),
    { procedure: 'escalations.delegations', input: undefined },
    { procedure: 'escalations.calendar', input: undefined },
    { procedure: 'escalations.insight', input: { teamId, month: monthToday() } },
  ],
})

export async function raise(world: World, who: SignedIn, changes: Partial<RaiseInput> = {}): Promise<string> {
  const input = raiseInput(world.team, changes)
  await who.client.escalations.raise.mutate({ meta: who.meta(), input })
  return input.escalationId
}
