import { nameKey } from '#shared/tables/clean.ts'

export interface Policies {
  /** The code of the policy that a word means; undefined where none is called so. */
  codeOf(word: string): string | undefined
  /** Nothing was called by that code before the file. */
  isNew(code: string): boolean
}

/**
 * Finds policies by what a file calls them: what somebody chose for a word, the code, or the name in either language, case,
 * blanks and hyphens aside. With `make`, a word that nothing is called so is a policy of its own from now on.
 */
export function policiesOf(
  known: readonly { code: string; name_ko: string | null; name_en: string | null }[],
  { chosen = [], make }: { chosen?: readonly { word: string; code: string }[] | undefined; make: boolean },
): Policies {
  const byCode = new Set(known.map(({ code }) => code))
  const byKey = new Map<string, string>()
  // Names first, so that a code wins over another policy's name.
  for (const { code, name_ko, name_en } of known) {
    for (const name of [name_ko, name_en]) if (name) byKey.set(nameKey(name), code)
  }
  for (const { code } of known) byKey.set(nameKey(code), code)
  for (const { word, code } of chosen) byKey.set(nameKey(word) || word, code)
  /** Words that the file has said before: it says few, and each many times. */
  const byWord = new Map<string, string>()
  const chosenFor = new Set(chosen.map(({ word }) => word))
  return {
    codeOf(word) {
      if (byCode.has(word) && !chosenFor.has(word)) return word
      const met = byWord.get(word)
      if (met !== undefined) return met
      const key = nameKey(word) || word
      const found = byKey.get(key) ?? (make ? word : undefined)
      if (found === undefined) return undefined
      byKey.set(key, found)
      byWord.set(word, found)
      return found
    },
    isNew: (code) => !byCode.has(code),
  }
}
