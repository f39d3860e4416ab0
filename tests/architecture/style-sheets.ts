import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Rule, type Selector, type SelectorList, transform } from 'lightningcss'
import { root } from './imports.ts'

export const layers = ['reset', 'tokens', 'ui', 'feature'] as const
export type Layer = (typeof layers)[number]

/** One complex selector, `.card > :is(h1, h2)`, with the names in it. */
export interface SelectorNames {
  text: string
  /** Every class anywhere in the selector, also inside :is(), :has() and :not(). */
  classes: string[]
  /** Classes outside of such functions: one of them must be there for the selector to match. */
  anchors: string[]
  /** Classes that the selector defines: it is one compound, so that nothing around the element matters. */
  defines: string[]
  /** Names of elements, anywhere in the selector. */
  elements: string[]
}

export interface StyleSheet {
  /** From the project's root, with slashes. */
  file: string
  /** The name of the file without its extension. */
  stem: string
  text: string
  selectors: SelectorNames[]
  keyframes: string[]
  /** What stands at the top: `@layer ui`, `@layer reset, tokens`, `@import ./text.css`, or the kind of another rule. */
  top: string[]
}

/** Every style sheet of the client, parsed. */
export function readStyleSheets(): StyleSheet[] {
  return globSync('client/**/*.css', { cwd: root })
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
    .map((file) => parseStyleSheet(file, readFileSync(path.join(root, file), 'utf8')))
}

/** Parses one sheet; `file` says where it lies or would lie. */
export function parseStyleSheet(file: string, text: string): StyleSheet {
  const sheet: StyleSheet = {
    file,
    stem: path.posix.basename(file, '.css'),
    text,
    selectors: [],
    keyframes: [],
    top: [],
  }
  const read = (rule: Rule): void => {
    if (rule.type === 'style') sheet.selectors.push(...rule.value.selectors.map(namesIn))
    if (rule.type === 'keyframes') sheet.keyframes.push(rule.value.name.value)
    for (const inner of rulesIn(rule)) read(inner)
  }
  transform({
    filename: file,
    code: Buffer.from(text),
    visitor: {
      StyleSheet({ rules }) {
        sheet.top = rules.map(topOf)
        for (const rule of rules) read(rule)
      },
    },
  })
  return sheet
}

function rulesIn(rule: Rule): Rule[] {
  switch (rule.type) {
    case 'style':
    case 'layer-block':
    case 'media':
    case 'container':
    case 'supports':
    case 'scope':
    case 'starting-style':
      return rule.value.rules ?? []
    default:
      return []
  }
}

function topOf(rule: Rule): string {
  if (rule.type === 'layer-block') return `@layer ${rule.value.name?.join('.') ?? ''}`
  if (rule.type === 'layer-statement')
    return `@layer ${rule.value.names.map((name) => name.join('.')).join(', ')}`
  if (rule.type === 'import') return `@import ${rule.value.url}`
  return rule.type
}

function namesIn(selector: Selector): SelectorNames {
  const anchors = classesOf(selector)
  return {
    text: textOf(selector),
    anchors,
    classes: [...anchors, ...nestedIn(selector).flatMap(({ classes }) => classes)],
    defines: selector.some(({ type }) => type === 'combinator') ? [] : anchors,
    elements: [
      ...selector.flatMap((part) => (part.type === 'type' ? [part.name] : [])),
      ...nestedIn(selector).flatMap(({ elements }) => elements),
    ],
  }
}

function classesOf(selector: Selector): string[] {
  return selector.flatMap((part) => (part.type === 'class' ? [part.name] : []))
}

function nestedIn(selector: Selector): SelectorNames[] {
  return selector.flatMap((part) => listOf(part).map(namesIn))
}

function listOf(part: Selector[number]): SelectorList {
  if (!('selectors' in part) || !part.selectors) return []
  return part.selectors.filter((selector) => Array.isArray(selector))
}

/** Near enough to the source to find it there. */
function textOf(selector: Selector): string {
  return selector
    .map((part) => {
      if (part.type === 'class') return `.${part.name}`
      if (part.type === 'type' || part.type === 'attribute') return part.name
      if (part.type === 'combinator') return ` ${part.value} `
      if (part.type === 'universal') return '*'
      return 'kind' in part ? `:${part.kind}` : `:${part.type}`
    })
    .join('')
}
