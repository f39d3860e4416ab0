import type { ImportFindings, WordCount } from '#shared/audits/import-views.ts'
import { foldCell, hasConfusable, shapeOf } from '#shared/tables/clean.ts'

const verdictFields = ['decision', 'verified_decision', 'moderator_decision'] as const
type VerdictField = (typeof verdictFields)[number]

const isVerdict = (list: string) => verdictFields.some((field) => field === list)

/** Different words of a column that are told; more than this is no column of decisions. */
const wordLimit = 200

/** Gathers what a file says beyond single rows while it is read. */
export interface Findings {
  count(
    list:
      | 'newPeople'
      | 'unknownPeople'
      | 'earlierPeople'
      | 'absentPeople'
      | 'newPolicies'
      | 'unknownPolicies'
      | 'noValues',
    word: string,
  ): void
  sameName(word: string, instead: readonly string[]): void
  /** Takes a name of the file, and one of the team, that another may be taken for. */
  name(word: string): void
  teamName(word: string): void
  verdict(field: VerdictField, word: string): void
  ambiguousDate(example: string): void
  report(): ImportFindings
}

/** Holds what the file's own system says of it. */
type Known = { overturns: readonly string[]; skipped: NonNullable<ImportFindings['skipped']> }

export function gatherFindings(violating: string, { overturns, skipped }: Known): Findings {
  const counts = new Map<string, Map<string, WordCount>>()
  const instead = new Map<string, readonly string[]>()
  const names = new Set<string>()
  const teamNames = new Set<string>()
  let ambiguous: ImportFindings['ambiguousDates'] = null

  function add(list: string, word: string): void {
    const labels = counts.get(list) ?? new Map<string, WordCount>()
    counts.set(list, labels)
    const key = isVerdict(list) ? foldCell(word) : word
    const found = labels.get(key)
    if (found) found.rows += 1
    else labels.set(key, { word, rows: 1 })
  }
  const listOf = (list: string): WordCount[] =>
    [...(counts.get(list)?.values() ?? [])].sort((a, b) => b.rows - a.rows).slice(0, wordLimit)

  return {
    count: add,
    sameName(word, others) {
      instead.set(word, others)
      add('sameNames', word)
    },
    name: (word) => names.add(word),
    teamName: (word) => teamNames.add(word),
    verdict: add,
    ambiguousDate(example) {
      ambiguous = { rows: (ambiguous?.rows ?? 0) + 1, example: ambiguous?.example ?? example }
    },
    report() {
      const decided = new Set((counts.get('decision') ?? new Map()).keys())
      const expected = new Set([violating, ...overturns].map(foldCell))
      const isKnown = (word: string) => decided.has(foldCell(word)) || expected.has(foldCell(word))
      return {
        newPeople: listOf('newPeople'),
        unknownPeople: listOf('unknownPeople'),
        earlierPeople: listOf('earlierPeople'),
        absentPeople: listOf('absentPeople'),
        sameNames: listOf('sameNames').map((found) => ({
          ...found,
          instead: [...(instead.get(found.word) ?? [])],
        })),
        confusables: confusablesOf(names, teamNames),
        newPolicies: listOf('newPolicies'),
        unknownPolicies: listOf('unknownPolicies'),
        verdicts: verdictFields.flatMap((field) =>
          listOf(field).map((found) => ({
            ...found,
            field,
            known: field !== 'verified_decision' || isKnown(found.word),
          })),
        ),
        noValues: listOf('noValues'),
        ambiguousDates: ambiguous,
        ...(skipped.length > 0 ? { skipped: [...skipped] } : {}),
      }
    },
  }
}

/** Groups names that look the same: letters of another script, or case, blanks and width alone between them. */
function confusablesOf(names: ReadonlySet<string>, teamNames: ReadonlySet<string>): string[][] {
  const byShape = Map.groupBy(new Set([...names, ...teamNames]), shapeOf)
  return [...byShape.values()].filter(
    (alike) => alike.some((name) => names.has(name)) && (alike.length > 1 || isMixed(alike[0] ?? '')),
  )
}

/** Latin letters beside those of another script that look like them. */
const isMixed = (name: string) => hasConfusable(name) && /[a-z]/i.test(name)
