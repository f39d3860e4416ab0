/**
 * The one source of every value that is drawn: paper, ink and one celadon accent. `tokens.css` is written from this
 * file and a test holds the two together, computes the contrast of every pair and fails on the first one too faint.
 */

const light = {
  /** Ground of every screen. */
  paper: '#faf7f0',
  /** Sheet, menu, the one thing to decide. */
  raised: '#fffdf8',
  /** Input, margin of a desk. */
  sunken: '#f1ece1',
  /** A touched row. */
  press: '#efe9dc',
  ink: '#1d211e',
  /** Reasons, secondary text. */
  'ink-2': '#4f5650',
  /** Captions, axes, disabled. */
  'ink-3': '#60665f',
  /** Separation only: carries no meaning, so no contrast is asked of it. */
  hairline: '#ded7c8',
  /** Outline of a control. */
  edge: '#857f72',
  accent: '#2e6b58',
  'accent-press': '#24584a',
  'on-accent': '#ffffff',
  /** Ground of what is selected. */
  wash: '#dfebe3',
  /** Interval, progress. */
  span: '#5e8f7b',
  /** Band inside control limits. */
  plot: '#e6eee8',
  /** Overdue, P0, P1, danger. Clocks and danger only, never a person. */
  urgent: '#b23a12',
  'on-urgent': '#ffffff',
  'urgent-wash': '#fbe6db',
  /** At risk, below target: as text. */
  risk: '#7a5600',
  /** The same as a glyph or bar. */
  'risk-mark': '#a97b12',
  'risk-wash': '#f7eacb',
  scrim: 'rgb(12 14 13 / 45%)',
}

export type ColourToken = keyof typeof light

const dark: Record<ColourToken, string> = {
  paper: '#121513',
  raised: '#1b1f1c',
  sunken: '#0c0e0d',
  press: '#252a26',
  ink: '#ece9e1',
  'ink-2': '#b4b8b0',
  'ink-3': '#969c94',
  hairline: '#2e3430',
  edge: '#747c76',
  accent: '#8cc7b0',
  'accent-press': '#a5d6c3',
  'on-accent': '#0c1a15',
  wash: '#1e322a',
  span: '#5f8f7d',
  plot: '#1d2622',
  urgent: '#ff9468',
  'on-urgent': '#2a0e04',
  'urgent-wash': '#3a2017',
  risk: '#e6bc5a',
  'risk-mark': '#d9a635',
  'risk-wash': '#332911',
  scrim: 'rgb(12 14 13 / 65%)',
}

export const colours: { light: Record<ColourToken, string>; dark: Record<ColourToken, string> } = {
  light,
  dark,
}

/** Size and line height in CSS px at 100 % text; written as rem, so that both grow with the reader's setting. */
export const type = {
  figure: { size: 34, line: 36, weight: 600 },
  title: { size: 28, line: 34, weight: 600 },
  heading: { size: 20, line: 28, weight: 600 },
  body: { size: 16, line: 24, weight: 400 },
  prose: { size: 16, line: 26, weight: 400 },
  label: { size: 14, line: 20, weight: 400 },
  caption: { size: 12, line: 16, weight: 400 },
} as const

/** Steps of the grid in CSS px. */
export const space = { 1: 4, 2: 8, 3: 12, 4: 16, 6: 24, 8: 32, 12: 48 } as const

/** Corner radii in CSS px. */
export const radius = { mark: 2, chip: 8, control: 12, sheet: 20, round: 999 } as const

const ease = 'cubic-bezier(0.2, 0, 0, 1)'

/** Milliseconds and curve. Reduced motion sets every duration to 0, opacity to 80. */
export const motion = {
  press: { ms: 60, curve: 'linear' },
  small: { ms: 120, curve: ease },
  page: { ms: 180, curve: ease },
  'sheet-in': { ms: 180, curve: ease },
  'sheet-out': { ms: 140, curve: ease },
  stamp: { ms: 160, curve: 'cubic-bezier(0.3, 1.4, 0.6, 1)' },
  fade: { ms: 120, curve: 'linear' },
} as const
