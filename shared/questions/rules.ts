/** Lists the states of a policy question: it waits for an answer, was answered, or its asker has what they need. */
export const questionStatuses = ['open', 'answered', 'settled'] as const
export type QuestionStatus = (typeof questionStatuses)[number]

/** Business hours until an answer is due: two where the case waits for it, else a business day. */
export const answerHours = { onHold: 2, other: 9 } as const

interface Clause {
  clauseId: string
  retiredIn: string | null
}
interface Version {
  versionId: string
  label: string
  effectiveFrom: string
}

/**
 * Returns the version that changed the clause of a precedent, once it is in force; undefined while the precedent holds. A
 * version changes a clause by retiring it: whatever follows it is another clause. A precedent about a policy as a whole
 * names no clause, and holds.
 */
export function supersedingVersion(
  { clauseId }: { clauseId: string | null },
  { versions, clauses }: { versions: readonly Version[]; clauses: readonly Clause[] },
  isInForce: (day: string) => boolean,
): Version | undefined {
  const retiredIn = clauses.find((clause) => clause.clauseId === clauseId)?.retiredIn
  const version = versions.find(({ versionId }) => versionId === retiredIn)
  return version && isInForce(version.effectiveFrom) ? version : undefined
}

/** Returns an answer as a precedent shows it at first: without the asker's name and the number of the case. */
export function anonymised(
  text: string,
  { askerName, caseRef }: { askerName: string; caseRef: string | null },
): string {
  const withoutName = namesOf(askerName).reduce(
    (left, name) => left.replace(new RegExp(name, 'giu'), ''),
    text.normalize('NFC'),
  )
  const withoutCase = caseRef === null ? withoutName : withoutName.replaceAll(caseRef, '…')
  return withoutCase.trim()
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const hangul = /^[가-힣]+$/u
const honorific = '\\s?[님씨]'
const particles = [
  ...[
    '께서는',
    '께서도',
    '께서',
    '에게서',
    '에게는',
    '에게도',
    '에게',
    '께는',
    '께도',
    '께',
    '한테서',
    '한테',
  ],
  ...[
    '으로',
    '로',
    '처럼',
    '보다',
    '만',
    '과',
    '와',
    '은',
    '는',
    '이',
    '가',
    '을',
    '를',
    '의',
    '도',
    '아',
    '야',
  ],
]
/** The endings that may be added to a name, after which no letter follows: what goes on is another word. */
const particle = `(${particles.join('|')}|['’]s)?(?!\\p{L})`
const rest = '[,:]?\\s*'

/** Returns patterns of a name: whole, by its parts alone, and in Korean with what is added to it. */
function namesOf(name: string): string[] {
  const whole = name.normalize('NFC').trim()
  if (whole === '') return []
  if (hangul.test(whole)) return hangulNamesOf(whole).map((pattern) => `(?<!\\p{L})${pattern}${rest}`)
  const parts = whole.split(/\s+/u).filter((part) => part.length > 1)
  return [...new Set([whole, ...parts])].map(
    (part) => `(?<!\\p{L})${escaped(part)}(${honorific})?${particle}${rest}`,
  )
}

/** Many names of two letters are words too (이상, 이유), as given names are: these are names where they are addressed. */
function hangulNamesOf(whole: string): string[] {
  const addressed = `${honorific}${particle}`
  if (whole.length < 3) return [`${whole}(${addressed}|(?=[,:]))`]
  const patterns = [`${whole}(${honorific})?${particle}`]
  return whole.length > 4 ? patterns : [...patterns, `${whole.slice(-2)}${addressed}`]
}

/** Returns the language that a text is written in: Korean where it has a Hangul syllable. */
export const languageOf = (text: string): 'ko' | 'en' =>
  /[가-힣]/u.test(text.normalize('NFC')) ? 'ko' : 'en'
