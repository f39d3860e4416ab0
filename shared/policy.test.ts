import { describe, expect, it } from 'vitest'
import { type Action, actions } from '#shared/policy.ts'
import { collect } from '#tests/support/collect.ts'
import { allowed, type Sentence, type Sentences } from '#tests/support/policy-sentences.ts'

/**
 * Every rule of shared/policy.ts as a plain sentence with everybody whom it lets in. The rest of the cast is kept out: a
 * sentence that forgets somebody fails, and an action without a sentence fails. The sentences lie with their features.
 */
const files = await collect<{ sentences: Partial<Sentences> }>('integration', 'sentences', ['sentences'])
const sentences: Partial<Sentences> = Object.assign({}, ...[...files.values()].map((file) => file.sentences))

/** Calls the check with each action's own sentences, which a loop over their names cannot type. */
function eachSentence(check: <A extends Action>(action: A, sentence: Sentence<A>) => void): void {
  const each = <A extends Action>(action: A) => {
    for (const sentence of sentences[action] ?? []) check(action, sentence)
  }
  for (const action of actions) each(action)
}

describe('the policy', () => {
  it('has a sentence for every action', () => {
    expect(actions.filter((action) => !sentences[action]?.length)).toEqual([])
    expect(Object.keys(sentences).filter((name) => !actions.some((action) => action === name))).toEqual([])
  })

  eachSentence((action, sentence) => {
    it(`${action}: ${sentence.says}`, () => {
      expect(allowed(action, sentence).sort()).toEqual([...sentence.may].sort())
    })
  })
})
