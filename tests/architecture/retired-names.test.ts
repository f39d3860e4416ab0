import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type DeclaredName, declaredNames } from './declared-names.ts'
import { readSources, root } from './imports.ts'
import { readStyleSheets } from './style-sheets.ts'

/** An entry of docs/glossary.json: a noun of the field, what the code calls it, and the words that it replaces. */
interface Entry {
  en: string
  code?: string
  /** Retired as a word of any name: look bans lookView and recheck-queries.ts. */
  retired?: string[]
  /** Retired as the whole name of a variable, a parameter, a function or a type. */
  retiredAlone?: string[]
  /** Retired as the whole name of a file. */
  retiredFiles?: string[]
}
const glossary: Entry[] = JSON.parse(readFileSync(path.join(root, 'docs/glossary.json'), 'utf8'))

const splitName = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean)

interface Ban {
  text: string
  better: string
}
const bans = (list: 'retired' | 'retiredAlone' | 'retiredFiles'): Ban[] =>
  glossary.flatMap(({ en, code = en, ...entry }) =>
    (entry[list] ?? []).map((retired) => ({ text: splitName(retired).join(' '), better: code })),
  )
const retired = bans('retired')
const retiredAlone = bans('retiredAlone')
const retiredFiles = bans('retiredFiles')

/** Returns the retired words, or their plurals, that stand in a name. */
function bansIn(name: string): Ban[] {
  const spaced = ` ${splitName(name).join(' ')} `
  return retired.filter(({ text }) => spaced.includes(` ${text} `) || spaced.includes(` ${text}s `))
}

/**
 * Names that stay, because they are kept on phones, in tables and in answers, or are the field's own elsewhere: those of
 * properties, and where `local` says so of variables and types.
 */
const kept: { name: RegExp; in?: RegExp; local?: true; why: string }[] = [
  { name: /another_?look/i, local: true, why: 'the table another_look and the commands named after it' },
  { name: /^(look_?id|looks|openLooks)$/i, why: 'the column, and fields of those commands and their views' },
  {
    name: /^look$/,
    in: /today-(rows?|items)|audits[/.](feature|items)/,
    why: 'a kind of Today row, kept with those that were settled',
  },
  { name: /^today\.row\.look/, why: 'ends with that kind' },
  { name: /(^|\.)look_answered$/, why: 'a kind of notification, kept in inbox' },
  { name: /(^|\.)escalation_news$/, why: 'a kind of notification, kept in inbox' },
  { name: /^standings?(\.\w+)?$/, why: 'fields of inputs and views, and of drafts that hold such an input' },
  { name: /^words$/, in: /escalations/, why: 'the column of escalation_event and the field of its view' },
  { name: /^told$/, in: /inbox|notifications/, why: 'the column of inbox' },
  {
    name: /\.(role_held|no_standing|life_at_risk|most)$/,
    in: /messages/,
    why: 'end with a value of an answer',
  },
  { name: /^points$/, in: /statistics|chart|signal-rules/, local: true, why: 'statistics calls them so' },
]
const stays = ({ name, kind }: DeclaredName, file: string) =>
  kept.some(
    (entry) =>
      entry.name.test(name) &&
      (entry.in?.test(file) ?? true) &&
      (kind === 'property' || entry.local === true),
  )

const rooms = ['client', 'server', 'shared', 'tests']
const sources = readSources(rooms)
const sheets = readStyleSheets()

describe('retired words', () => {
  it('are in no name that is declared', () => {
    const found = sources.flatMap((source) =>
      declaredNames(source).flatMap((declared) => {
        const broken = [
          ...bansIn(declared.name),
          ...retiredAlone.filter(({ text }) => declared.kind === 'local' && declared.name === text),
        ]
        if (broken.length === 0 || stays(declared, source.file)) return []
        const line = source.text.slice(0, declared.start).split('\n').length
        return broken.map(({ better }) => `${source.file}:${line} ${declared.name}: ${better}`)
      }),
    )
    expect(found).toEqual([])
  }, 30_000)

  it('are in no name of a file or a folder', () => {
    const found = [...sources, ...sheets].flatMap(({ file }) => {
      const name = path.posix.basename(file).split('.')[0] ?? ''
      // A request to talk is a noun of the check-ins.
      const alone = retiredFiles.filter(({ text }) => text === name && !file.includes('/check-ins/'))
      return [...bansIn(file), ...alone].map(({ better }) => `${file}: ${better}`)
    })
    expect(found).toEqual([])
  })

  it('are in no class of a style sheet', () => {
    const found = sheets.flatMap(({ file, selectors }) =>
      [...new Set(selectors.flatMap(({ classes }) => classes))].flatMap((name) =>
        bansIn(name).map(({ better }) => `${file} .${name}: ${better}`),
      ),
    )
    expect(found).toEqual([])
  })
})

describe('declared names', () => {
  const namesIn = (text: string) =>
    declaredNames({ file: 'tests/example.tsx', text }).map(({ name, kind }) => `${kind} ${name}`)

  it('are those of imports, variables and parameters, but not the keys of a pattern', () => {
    expect(namesIn("import * as a from './a.ts'; import { b as c, d } from './b.ts'")).toEqual([
      'local a',
      'local c',
    ])
    expect(namesIn('const { e, f: [g] = [1], ...h } = d')).toEqual(['property e', 'local g', 'local h'])
    expect(namesIn('try { for (const i of []) <p key={i} /> } catch (j) {}')).toEqual(['local i', 'local j'])
    expect(namesIn('function k(l: string, m = (n: number) => n) {}')).toEqual([
      ...['local l', 'local m', 'local k', 'local n'],
    ])
  })

  it('are those of types and properties, messages included', () => {
    expect(namesIn("type A<B> = { c: string; 'd.e'?: (f: B) => void; g(h: B): void }")).toEqual([
      ...['local A', 'local B', 'property c', 'property d.e', 'local f', 'local h', 'property g'],
    ])
    expect(namesIn("const i = { j: 1, k, ['l']: 1, 'm.n': 'o' }")).toEqual([
      ...['local i', 'property j', 'property m.n'],
    ])
  })

  it('are matched by whole words and their plurals', () => {
    const names = ['lookView', 'case-looks', 'ASK_LOOK', 'outlook', 'lookout']
    expect(names.filter((name) => bansIn(name).length > 0)).toEqual(['lookView', 'case-looks', 'ASK_LOOK'])
  })
})
