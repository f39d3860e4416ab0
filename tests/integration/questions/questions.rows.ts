import { v7 as uuidv7 } from 'uuid'
import { commandOf } from '#tests/integration/authorization/call.ts'
import { everybody, leads, type Persona, personas } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import type { World } from '#tests/integration/authorization/world.ts'
import { answerQuestion, askQuestion, peerOf, precedentReaders, questionInput } from './questions.world.ts'

const toLead = (world: World) => askQuestion(world)
const toPeer = (world: World) => askQuestion(world, { addresseeId: peerOf(world) })
async function answered(world: World): Promise<string> {
  const questionId = await toPeer(world)
  await answerQuestion(world, { by: 'peer', questionId })
  return questionId
}
/** Whoever has a role today, in any organisation, and the partner for policy. */
const readers: readonly Persona[] = personas.filter(
  (persona) => precedentReaders.includes(persona) || persona.startsWith('foreign'),
)
const entry = (questionId: string) => ({ questionId, entryId: uuidv7(), text: 'Words' })

export const rows: readonly Row[] = [
  { procedure: 'questions.list', state: 'own', allowed: everybody, input: () => undefined },
  { procedure: 'questions.precedents', state: 'own', allowed: readers, input: () => undefined },
  {
    procedure: 'questions.ask',
    state: 'to the lead',
    allowed: ['subject', 'peer'],
    input: (who, world) => commandOf(who, questionInput(world)),
  },
  {
    procedure: 'questions.ask',
    state: 'to the lead by name',
    allowed: ['subject', 'peer'],
    input: (who, world) =>
      commandOf(who, questionInput(world, { addresseeId: world.people.lead.person.personId })),
  },
  rowOn({
    ...{ procedure: 'questions.answer', state: 'to the lead', allowed: leads, make: toLead },
    input: (who, questionId) => commandOf(who, entry(questionId)),
  }),
  rowOn({
    ...{ procedure: 'questions.answer', state: 'to a colleague', allowed: ['peer'], make: toPeer },
    input: (who, questionId) => commandOf(who, entry(questionId)),
  }),
  rowOn({
    ...{ procedure: 'questions.askAgain', state: 'answered', allowed: ['subject'], make: answered },
    input: (who, questionId) => commandOf(who, entry(questionId)),
  }),
  rowOn({
    ...{ procedure: 'questions.settle', state: 'answered', allowed: ['subject'], make: answered },
    input: (who, questionId) => commandOf(who, { questionId }),
  }),
  rowOn({
    ...{ procedure: 'questions.keep', state: 'answered', allowed: leads, make: answered },
    input: (who, questionId) =>
      commandOf(who, { precedentId: uuidv7(), questionId, textKo: '인용은 아닙니다.', textEn: null }),
  }),
  rowOn({
    ...{ procedure: 'questions.keep', state: 'without an answer', allowed: [], make: toLead },
    input: (who, questionId) =>
      commandOf(who, { precedentId: uuidv7(), questionId, textKo: '인용은 아닙니다.', textEn: null }),
  }),
]
