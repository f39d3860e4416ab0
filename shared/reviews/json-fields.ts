import { cleanCell } from '#shared/tables/clean.ts'
import { type FilePlace, type FileProblem, shown } from './move-in-history.ts'

/** Returns where a text stops being JSON, as line and column; undefined where it is JSON. */
export function parsedJson(text: string): { value: unknown } | { place: string; cutOff: boolean } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length)
    const before = text.slice(0, position).split('\n')
    const cutOff = position >= text.trimEnd().length || /unterminated|unexpected end/i.test(message)
    return { place: `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`, cutOff }
  }
}

const keyOf = (name: string) => name.replace(/[_\-\s]/g, '').toLowerCase()

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads the fields of one object, whichever way its keys are spelled: camel or snake case. Collects what is wrong. */
export class Fields {
  readonly position: FilePlace
  private readonly byKey = new Map<string, { name: string; value: unknown }>()
  private readonly problems: FileProblem[]

  constructor(value: Record<string, unknown>, position: FilePlace, problems: FileProblem[]) {
    this.position = position
    this.problems = problems
    for (const [name, part] of Object.entries(value)) {
      const key = keyOf(name)
      if (!this.byKey.has(key)) this.byKey.set(key, { name, value: part })
    }
  }

  keys(): readonly string[] {
    return [...this.byKey.keys()]
  }

  has(...names: string[]): boolean {
    return names.some((name) => this.byKey.has(keyOf(name)))
  }

  private found(names: readonly string[]): { name: string; value: unknown } | undefined {
    for (const name of names) {
      const field = this.byKey.get(keyOf(name))
      if (field && field.value !== null && field.value !== undefined) return field
    }
    return undefined
  }

  raw(...names: string[]): unknown {
    return this.found(names)?.value
  }

  fail(problem: FileProblem['problem'], name: string, detail: string | null = null): void {
    this.problems.push({ file: this.position.file, place: `${this.position.place}.${name}`, problem, detail })
  }

  /** Returns a text or a number as a text; undefined where there is none. Numbers beyond 2^53 have lost digits. */
  id(...names: string[]): string | undefined {
    const field = this.found(names)
    if (!field) return undefined
    const { name, value } = field
    if (typeof value === 'number') {
      if (Number.isSafeInteger(value)) return String(value)
      this.fail('unsafe_id', name, String(value))
      return undefined
    }
    if (typeof value !== 'string') {
      this.fail('missing_field', name, shown(value))
      return undefined
    }
    return this.short(value, name)
  }

  needed(...names: string[]): string | undefined {
    const value = this.id(...names)
    if (value !== undefined && value !== '') return value
    const [name = ''] = names
    const isWrong = this.found(names) !== undefined && value === undefined
    if (!isWrong) this.fail('missing_field', name)
    return undefined
  }

  private short(value: string, name: string): string | undefined {
    const text = cleanCell(value.replaceAll('\0', ''))
    if (text.length <= 200) return text
    this.fail('too_long', name, shown(text))
    return undefined
  }

  /** Returns a number with its stored decimals; null where there is none, or where the text says "not applicable". */
  number(
    bounds: { least: number; largest: number },
    ...names: string[]
  ): { value: number; decimals: number } | null {
    const field = this.found(names)
    if (!field) return null
    const read = numberOf(field.value)
    if (read === null) return null
    if (read === undefined) this.fail('not_a_number', field.name, shown(field.value))
    else if (read.value < bounds.least || read.value > bounds.largest)
      this.fail('out_of_range', field.name, `${read.value} (${bounds.least}–${bounds.largest})`)
    else return read
    return null
  }

  flag(...names: string[]): boolean | null {
    const value = this.raw(...names)
    if (typeof value === 'boolean') return value
    if (value === 1 || value === 0) return value === 1
    if (typeof value !== 'string') return null
    const word = value.trim().toLowerCase()
    return word === 'true' || word === '1' || word === 'yes' ? true : word === '' ? null : false
  }

  /** Returns the objects of a list; an absent list is empty. */
  list(...names: string[]): Fields[] {
    const field = this.found(names)
    if (!field) return []
    const { name, value } = field
    if (!Array.isArray(value)) {
      this.fail('not_a_list', name, shown(value))
      return []
    }
    return fieldsOf(
      value,
      { file: this.position.file, place: `${this.position.place}.${name}` },
      this.problems,
    )
  }

  object(...names: string[]): Fields | undefined {
    const field = this.found(names)
    if (!field || !isObject(field.value)) return undefined
    const place = `${this.position.place}.${field.name}`
    return new Fields(field.value, { file: this.position.file, place }, this.problems)
  }

  /** Returns the texts of a list of texts, or of objects with a name. */
  texts(...names: string[]): string[] {
    const value = this.raw(...names)
    const list = Array.isArray(value) ? value : value === undefined ? [] : [value]
    return list.flatMap((item: unknown) => {
      const word = isObject(item) ? (item.name ?? item.title ?? item.value) : item
      return typeof word === 'string' && word.trim() !== '' ? [cleanCell(word).slice(0, 200)] : []
    })
  }
}

/** Returns a reader of each object of a list; what is no object is a problem. */
export function fieldsOf(list: readonly unknown[], position: FilePlace, problems: FileProblem[]): Fields[] {
  return list.flatMap((item, place) => {
    const here = { file: position.file, place: `${position.place}[${place}]` }
    if (isObject(item)) return [new Fields(item, here, problems)]
    problems.push({ ...here, problem: 'not_an_object', detail: shown(item) })
    return []
  })
}

const notApplicable = new Set(['', 'n/a', 'na', '-', '–', 'null', 'none', 'nan'])

/** Returns a written number with its decimals; null for "not applicable", undefined for what is no number. */
export function numberOf(value: unknown): { value: number; decimals: number } | null | undefined {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return undefined
    return { value, decimals: decimalsOf(String(value)) }
  }
  if (typeof value !== 'string') return undefined
  const text = cleanCell(value).replace(/\s*%$/, '')
  if (notApplicable.has(text.toLowerCase())) return null
  if (!/^[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})$/.test(text)) return undefined
  return { value: Number(text), decimals: decimalsOf(text) }
}

function decimalsOf(text: string): number {
  const [digits = '', exponent = '0'] = text.toLowerCase().split('e')
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent))
}
