import { type NoteCriterion, type NoteKind, noteCriterion } from '#shared/coaching/fields.ts'
import { noteKinds } from '#shared/coaching/rules.ts'

/** The point that a signal or a figure hands to the editor in the address; null where there is none or it makes no sense. */
export function readCriterion(search: URLSearchParams): NoteCriterion | null {
  const number = (name: string) => {
    const text = search.get(name)
    return text ? Number(text) : undefined
  }
  const read = noteCriterion.safeParse({
    metric: search.get('metric'),
    policy: search.get('policy') || null,
    x: number('x'),
    n: number('n'),
    from: search.get('from'),
    to: search.get('to'),
  })
  return read.success ? read.data : null
}

/** Returns the case that the note begins with. */
export function readCase(search: URLSearchParams): string | undefined {
  return search.get('case') || undefined
}

export function readKind(search: URLSearchParams): NoteKind | undefined {
  return noteKinds.find((kind) => kind === search.get('kind'))
}

/** Returns what tells the drafts of one person apart: the point that each is about. */
export function pointOf(search: URLSearchParams): string | undefined {
  const named = search.get('draft')
  if (named) return named
  const begun = readCase(search)
  if (begun) return `case:${begun}`
  const criterion = readCriterion(search)
  if (!criterion) return undefined
  return criterion.policy ? `${criterion.metric}:${criterion.policy}` : criterion.metric
}
