import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type ColourToken, colours } from './tokens.ts'
import { tokensCss } from './tokens-css.ts'

/** Relative luminance of WCAG 2.2, from #rrggbb. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((offset) => Number.parseInt(hex.slice(offset, offset + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const grounds: ColourToken[] = [
  'paper',
  'raised',
  'sunken',
  'press',
  'wash',
  'plot',
  'urgent-wash',
  'risk-wash',
]
const texts: ColourToken[] = ['ink', 'ink-2', 'ink-3', 'accent', 'accent-press', 'urgent', 'risk']
const marks: ColourToken[] = ['edge', 'span', 'risk-mark']

for (const theme of ['light', 'dark'] as const) {
  const colour = colours[theme]

  test(`${theme}: text reaches 4.5 on the worst ground it may stand on`, () => {
    for (const text of texts)
      for (const ground of grounds)
        expect(contrast(colour[text], colour[ground]), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    const filled = [
      ['on-accent', 'accent'],
      ['on-accent', 'accent-press'],
      ['on-urgent', 'urgent'],
    ] as const
    for (const [text, ground] of filled)
      expect(contrast(colour[text], colour[ground]), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
  })

  test(`${theme}: marks and outlines reach 3.0 on the worst ground they may stand on`, () => {
    for (const mark of marks)
      for (const ground of grounds)
        expect(contrast(colour[mark], colour[ground]), `${mark} on ${ground}`).toBeGreaterThanOrEqual(3)
  })

  test(`${theme}: separation is visible, and never as strong as an outline`, () => {
    const ratio = contrast(colour.hairline, colour.paper)
    expect(ratio).toBeGreaterThan(1.3)
    expect(ratio).toBeLessThan(contrast(colour.edge, colour.paper))
  })
}

test('tokens.css says what tokens.ts says', () => {
  expect(readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')).toBe(tokensCss())
})
