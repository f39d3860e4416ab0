import { createHmac, hkdfSync } from 'node:crypto'
import type { KeyOwner, KeyRef } from '#server/keys/keystore.ts'
import { seal, unseal } from '#server/keys/seal.ts'
import type { Score } from '#shared/check-ins/questionnaire-rules.ts'

/** Holds what a person answered, with the version of the words and the score that it had by them. */
export interface QuestionnaireContents extends Score {
  packVersion: string
  values: number[]
}

/** Every answer has this length or a multiple of it: a length says something too. */
const padding = 512

/**
 * Returns whose keys the answers to questionnaires have: others than those of check-ins, because either consent is withdrawn
 * without the other.
 */
export const questionnaireOwner = ({ org, person }: KeyOwner): KeyOwner => ({
  org,
  person: `${person}:questionnaires`,
})

export const questionnaireRef = (owner: KeyOwner, item: string): KeyRef => ({
  ...questionnaireOwner(owner),
  item,
})

/** Returns the key that what was sealed in a table has; nothing where nothing was. */
export function keysOf({ place, org, person, item }: KeyRef & { place: string }): KeyRef[] {
  if (place === 'check_in') return [{ org, person, item }]
  return place === 'questionnaire_answer' ? [questionnaireRef({ org, person }, item)] : []
}

export function sealQuestionnaire(key: Buffer, ref: KeyRef, contents: QuestionnaireContents): Buffer {
  const text = Buffer.from(JSON.stringify(contents))
  const padded = Buffer.alloc(Math.ceil((text.length + 2) / padding) * padding)
  padded.writeUInt16BE(text.length)
  text.copy(padded, 2)
  return seal(key, padded, { ...ref, column: 'contents' })
}

/** Undefined where it does not open. */
export function openQuestionnaire(
  key: Buffer,
  ref: KeyRef,
  sealed: Buffer,
): QuestionnaireContents | undefined {
  const padded = unseal(key, sealed, { ...ref, column: 'contents' })
  if (!padded) return undefined
  // Sealed here and by nobody else: it has the form that it was written in.
  return JSON.parse(padded.subarray(2, 2 + padded.readUInt16BE()).toString()) as QuestionnaireContents
}

/** Returns what a repeat of the command is compared by: nobody without the key can try all answers against it. */
export function digestOfQuestionnaire(key: Buffer, input: object): Buffer {
  const own = Buffer.from(hkdfSync('sha256', key, '', 'command', 32))
  return createHmac('sha256', own).update(JSON.stringify(input)).digest()
}
