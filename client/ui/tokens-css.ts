import { type ColourToken, colours, motion, radius, space, type } from './tokens.ts'

const rem = (px: number) => `${px / 16}rem`

function block(selector: string, lines: string[], indent = ''): string {
  return [`${indent}${selector} {`, ...lines.map((line) => `${indent}  ${line}`), `${indent}}`].join('\n')
}

function themeLines(theme: 'light' | 'dark'): string[] {
  const names = Object.keys(colours[theme]) as ColourToken[]
  return [`color-scheme: ${theme};`, ...names.map((name) => `--${name}: ${colours[theme][name]};`)]
}

function scaleLines(): string[] {
  return [
    ...Object.entries(type).flatMap(([name, { size, line }]) => [
      `--size-${name}: ${rem(size)};`,
      `--line-${name}: ${rem(line)};`,
    ]),
    ...Object.entries(space).map(([step, px]) => `--space-${step}: ${px}px;`),
    ...Object.entries(radius).map(([name, px]) => `--radius-${name}: ${px}px;`),
    ...Object.entries(motion).flatMap(([name, { ms, curve }]) => [
      `--ms-${name}: ${ms}ms;`,
      `--curve-${name}: ${curve};`,
    ]),
  ]
}

/**
 * The text of tokens.css. `data-theme` on the root wins; without it the system's preference does.
 * The doubled `:root` gives the contrast and motion preferences the weight of the theme selectors they follow.
 */
export function tokensCss(): string {
  const reduced = Object.keys(motion).map((name) => `--ms-${name}: ${name === 'fade' ? 80 : 0}ms;`)
  const rules = [
    '/* Written from tokens.ts; a test compares the two. */',
    block(':root', [...themeLines('light'), ...scaleLines()]),
    [
      '@media (prefers-color-scheme: dark) {',
      block(':root:not([data-theme="light"])', themeLines('dark'), '  '),
      '}',
    ].join('\n'),
    block(':root[data-theme="dark"]', themeLines('dark')),
    [
      '@media (prefers-contrast: more) {',
      block(':root:root', ['--hairline: var(--edge);', '--ink-3: var(--ink-2);'], '  '),
      '}',
    ].join('\n'),
    ['@media (prefers-reduced-motion: reduce) {', block(':root:root', reduced, '  '), '}'].join('\n'),
  ].join('\n\n')
  return `@layer tokens {\n${rules.replace(/^(?=.)/gm, '  ')}\n}\n`
}
