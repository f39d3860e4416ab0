import { v7 as uuidv7 } from 'uuid'
import type { AskQuestionInput } from '#shared/questions/contracts.ts'
import { leads, type Persona, personas } from '#tests/integration/authorization/personas.ts'
import { type World, worldPart } from '#tests/integration/authorization/world.ts'

/** The policy of the decisions in this world. */
const policy = 'p'

/** Everybody of the organisation with a role, and the partner for policy. */
export const precedentReaders: readonly Persona[] = personas.filter(
  (persona) =>
    !['nobody', 'exManager', 'nextLead', 'exLead'].includes(persona) && !persona.startsWith('foreign'),
)

const canaries = {
  questionToLead: { text: 'CANARY-question-to-the-lead', readers: ['subject', ...leads] },
  caseOfQuestion: { text: 'CANARY-case-for-the-lead', readers: ['subject', ...leads] },
  questionToPeer: { text: 'CANARY-question-to-a-peer', readers: ['subject', 'peer'] },
  caseToPeer: { text: 'CANARY-case-of-a-question-to-a-peer', readers: ['subject', 'peer'] },
  answeredToPeer: { text: 'CANARY-answered-question', readers: ['subject', 'peer', ...leads] },
  answerOfPeer: { text: 'CANARY-answer-of-a-peer', readers: ['subject', 'peer', ...leads] },
  askedAgain: { text: 'CANARY-question-asked-again', readers: ['subject', 'peer', ...leads] },
  precedentKo: { text: 'CANARY-precedent-in-Korean', readers: precedentReaders },
  precedentEn: { text: 'CANARY-precedent-in-English', readers: precedentReaders },
} as const

export const questionInput = (world: World, changes: Partial<AskQuestionInput> = {}): AskQuestionInput => ({
  ...{ questionId: uuidv7(), teamId: world.team, addresseeId: null, policy, clauseId: null },
  ...{ caseRef: null, text: 'Is a quote hate speech?', onHold: false },
  ...changes,
})

/** Lets the subject ask. Returns the question's id. */
export async function askQuestion(world: World, changes: Partial<AskQuestionInput> = {}): Promise<string> {
  const { client, meta } = world.people.subject
  const input = questionInput(world, changes)
  await client.questions.ask.mutate({ meta: meta(), input })
  return input.questionId
}

/** Lets somebody answer. */
export async function answerQuestion(
  world: World,
  { by, questionId, text = 'A quote is not.' }: { by: Persona; questionId: string; text?: string },
): Promise<void> {
  const { client, meta } = world.people[by]
  await client.questions.answer.mutate({ meta: meta(), input: { questionId, entryId: uuidv7(), text } })
}

export const peerOf = (world: World): string => world.people.peer.person.personId

export const part = worldPart({
  canaries,
  async write(world) {
    await world.app.owner
      .insertInto('policy')
      .values({ org_id: world.org, code: policy, name_ko: null, name_en: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { subject, lead } = world.people
    await askQuestion(world, { text: canaries.questionToLead.text, caseRef: canaries.caseOfQuestion.text })
    await askQuestion(world, {
      ...{ addresseeId: peerOf(world), text: canaries.questionToPeer.text, onHold: true },
      caseRef: canaries.caseToPeer.text,
    })
    const questionId = await askQuestion(world, {
      ...{ addresseeId: peerOf(world), text: canaries.answeredToPeer.text },
    })
    await answerQuestion(world, { by: 'peer', questionId, text: canaries.answerOfPeer.text })
    await subject.client.questions.askAgain.mutate({
      meta: subject.meta(),
      input: { questionId, entryId: uuidv7(), text: canaries.askedAgain.text },
    })
    const texts = { textKo: canaries.precedentKo.text, textEn: canaries.precedentEn.text }
    await lead.client.questions.keep.mutate({
      meta: lead.meta(),
      input: { precedentId: uuidv7(), questionId, ...texts },
    })
    return { questionId }
  },
  reads: () => [
    { procedure: 'questions.list', input: undefined },
    { procedure: 'questions.precedents', input: undefined },
  ],
})
