import { readFileSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '#shared/core/errors.ts'

/** Read at the first password that is chosen; half a megabyte in memory. */
let list: ReadonlySet<string> | undefined

function readList(): ReadonlySet<string> {
  list ??= new Set(
    readFileSync(path.join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#')),
  )
  return list
}

const lookalikes: Readonly<Record<string, string>> = {
  ...{ '@': 'a', '4': 'a', '0': 'o', '1': 'l', '!': 'i', '3': 'e', $: 's', '5': 's', '7': 't' },
}
const withLetters = (text: string) => text.replace(/[@40!13$57]/g, (mark) => lookalikes[mark] ?? mark)

/** Returns the text without what people put around a word to satisfy a rule: digits and marks, two cases. */
const wordIn = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

/** Returns whether the text is few characters over and over, or a run of the alphabet, of digits or of a keyboard. */
function isPattern(text: string): boolean {
  if (new Set(text).size <= 3) return true
  const runs = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm']
  return runs.some((run) => run.includes(text) || [...run].reverse().join('').includes(text))
}

/** Returns whether half of the text or more, repeated or not, is one word that everybody tries. */
function isCommon(text: string): boolean {
  const common = readList()
  const half = text.slice(0, text.length / 2)
  return [text, withLetters(text), wordIn(text), wordIn(withLetters(text)), withLetters(wordIn(text))].some(
    (form) => common.has(form) || (form === half + half && common.has(half)),
  )
}

/**
 * Refuses a password that everybody tries first: a common one, one with digits and marks around it or letters replaced, a
 * pattern, and the person's own name or address.
 * @throws INVALID at `field` with reason 'password_common'.
 */
export function refuseCommonPassword(
  password: string,
  { own, field = 'password' }: { own: readonly string[]; field?: string },
): void {
  const text = password.normalize('NFKC').toLowerCase()
  const mine = own
    .flatMap((known) => [known, ...known.split(/[@.\s_+-]+/)])
    .map((known) => known.normalize('NFKC').toLowerCase())
    .filter((known) => known.length > 2)
  const isOwn = [text, wordIn(text)].some((form) => mine.includes(form))
  if (isOwn || isPattern(text) || isCommon(text))
    throw new AppError('INVALID', { field, reason: 'password_common' })
}
