import { describe, expect, it } from 'vitest'
import { readSources } from './imports.ts'
import { type Layer, layers, readStyleSheets, type StyleSheet } from './style-sheets.ts'

const base = 'client/ui/base.css'
const all = readStyleSheets()
const sheets = all.filter(({ file }) => file !== base)
const ui = sheets.filter(({ file }) => file.startsWith('client/ui/'))
const features = sheets.filter(({ file }) => !file.startsWith('client/ui/'))
const components = readSources(['client']).filter(({ file }) => /(?<!\.test)\.tsx$/.test(file))

/** Sheets of ui that lie below its components. */
const foundation: Record<string, Layer> = {
  'client/ui/reset.css': 'reset',
  'client/ui/tokens.css': 'tokens',
  'client/ui/measures.css': 'tokens',
}

function layerOf({ file }: StyleSheet): Layer | undefined {
  if (file.startsWith('client/ui/')) return foundation[file] ?? 'ui'
  return /^client\/(app|features)\//.test(file) ? 'feature' : undefined
}

const carries = (name: string, stem: string) => name === stem || name.startsWith(`${stem}-`)

/** The stem of the feature's sheet that a class belongs to by its name: the longest that it begins with. */
function ownerOf(name: string): string | undefined {
  return features
    .map(({ stem }) => stem)
    .filter((stem) => carries(name, stem))
    .sort((a, b) => b.length - a.length)[0]
}

/** Classes that a component names, as far as they are written out. */
function classesUsed(text: string): string[] {
  const places = text.matchAll(/className=(?:"([^"]*)"|\{((?:[^{}]|\$\{[^{}]*\})*)\})/g)
  return [...places].flatMap(([, plain, expression = '']) => {
    const strings =
      plain ?? [...expression.matchAll(/['`]([^'`]*)['`]/g)].map(([, string]) => string).join(' ')
    return strings.split(/\s+/).filter((name) => /^[a-z][\w-]*$/.test(name))
  })
}

describe('layers', () => {
  it('are declared once, by the first sheet of the first module', () => {
    const first = all.find(({ file }) => file === base)
    expect(first?.top[0]).toBe(`@layer ${layers.join(', ')}`)
    expect(first?.top.slice(1).every((rule) => rule.startsWith('@import '))).toBe(true)
    const main = components.find(({ file }) => file === 'client/app/main.tsx')
    expect(main?.imports[0]?.target).toBe(base)
    const elsewhere = components.filter(({ file, imports }) =>
      imports.some(({ target }) => target === base && file !== 'client/app/main.tsx'),
    )
    expect(elsewhere.map(({ file }) => file)).toEqual([])
  })

  it('hold every rule in the layer of its room', () => {
    const misplaced = sheets.flatMap((sheet) =>
      sheet.top
        .filter((rule) => rule !== `@layer ${layerOf(sheet)}`)
        .map((rule) => `${sheet.file}: ${rule} is not in @layer ${layerOf(sheet)}`),
    )
    expect(misplaced).toEqual([])
    expect(sheets.filter(({ top }) => top.length !== 1).map(({ file }) => file)).toEqual([])
  })
})

describe('a class', () => {
  it('is defined in one sheet', () => {
    const places = new Map<string, Set<string>>()
    for (const { file, selectors } of sheets)
      for (const name of selectors.flatMap(({ defines }) => defines))
        places.set(name, (places.get(name) ?? new Set()).add(file))
    const shared = [...places].filter(([, files]) => files.size > 1)
    expect(shared.map(([name, files]) => `.${name}: ${[...files].join(', ')}`)).toEqual([])
  })

  it('of a feature carries the name of its sheet, and no other class stands in that sheet', () => {
    const foreign = features.flatMap(({ file, stem, selectors }) =>
      selectors.flatMap(({ text, classes }) =>
        classes
          .filter((name) => ownerOf(name) !== stem)
          .map((name) => `${file}: .${name} in ${text} is not of ${stem}`),
      ),
    )
    expect(foreign).toEqual([])
  })

  it('of a feature stands in each of its selectors, so that no bare element is styled', () => {
    const bare = features.flatMap(({ file, selectors }) =>
      selectors.filter(({ anchors }) => anchors.length === 0).map(({ text }) => `${file}: ${text}`),
    )
    expect(bare).toEqual([])
  })

  it('of ui carries no name of a feature’s sheet', () => {
    const taken = ui.flatMap(({ file, selectors }) =>
      selectors.flatMap(({ classes }) =>
        classes.filter((name) => ownerOf(name)).map((name) => `${file}: .${name} is of ${ownerOf(name)}`),
      ),
    )
    expect(taken).toEqual([])
  })

  it('of a feature is used only where its sheet is imported', () => {
    const fileOf = new Map(features.map(({ stem, file }) => [stem, file]))
    const missing = components.flatMap(({ file, text, imports }) =>
      [...new Set(classesUsed(text).map(ownerOf))]
        .map((stem) => (stem === undefined ? undefined : fileOf.get(stem)))
        .filter((sheet) => sheet !== undefined && !imports.some(({ target }) => target === sheet))
        .map((sheet) => `${file} does not import ${sheet}`),
    )
    expect(missing).toEqual([])
  })
})

it('the sheets of features have names that differ, and so have all keyframes', () => {
  const twice = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index)
  expect(twice(features.map(({ stem }) => stem))).toEqual([])
  expect(twice(sheets.flatMap(({ keyframes }) => keyframes))).toEqual([])
  const foreign = features.flatMap(({ stem, keyframes }) => keyframes.filter((name) => !carries(name, stem)))
  expect(foreign).toEqual([])
})

describe('headings', () => {
  it('are styled as elements by the reset alone', () => {
    const styled = sheets
      .filter(({ file }) => file !== 'client/ui/reset.css')
      .flatMap(({ file, selectors }) =>
        selectors
          .filter(({ elements }) => elements.some((name) => /^h[1-6]$/.test(name)))
          .map(({ text }) => `${file}: ${text}`),
      )
    expect(styled).toEqual([])
  })

  it('are written by one component, whose looks lie in one sheet', () => {
    const written = components.filter(({ text }) => /<h[1-6]\b/.test(text)).map(({ file }) => file)
    expect(written).toEqual([])
    const headingSheets = sheets.filter(({ selectors }) =>
      selectors.some(({ classes }) => classes.some((name) => carries(name, 'heading'))),
    )
    expect(headingSheets.map(({ file }) => file)).toEqual(['client/ui/heading.css'])
  })
})

describe('a property of our own', () => {
  it('is defined wherever a sheet asks for it without a fallback: else its whole declaration is dropped', () => {
    const code = components.map(({ text }) => text).join('\n')
    const defined = new Set(
      [...all.map(({ text }) => text), code].flatMap((text) =>
        [...text.matchAll(/['"]?(--[\w-]+)['"]?\]?\s*:/g)].map(([, name = '']) => name),
      ),
    )
    const missing = all.flatMap(({ file, text }) =>
      [...text.matchAll(/var\((--[\w-]+)\)/g)]
        .filter(([, name = '']) => !defined.has(name))
        .map(([, name]) => `${file}: ${name}`),
    )
    expect(missing).toEqual([])
  })
})
