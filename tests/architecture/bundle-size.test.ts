import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { buildClient } from '#server/build-client.ts'
import { type BundleSize, measureBundle } from '#tests/support/bundle-size.ts'
import { root } from './imports.ts'
import { layers, parseStyleSheet } from './style-sheets.ts'

let bundle: BundleSize

beforeAll(async () => {
  await buildClient()
  bundle = measureBundle()
}, 60_000)

test('what the first paint needs is at most 124 KB of JavaScript, compressed with brotli', () => {
  expect(bundle.initialFiles).toBeGreaterThan(1)
  expect(bundle.initial).toBeLessThanOrEqual(124)
  expect(bundle.laterRoutes).toBe(1)
})

test('the piece that the server lets a browser fetch ahead is there by its name', () => {
  expect([...bundle.names]).toContain('today')
})

test('what every form is made with is one piece of at most 18 KB', () => {
  expect(bundle.forms).toBeGreaterThan(0)
  expect(bundle.forms).toBeLessThanOrEqual(18)
})

test('each screen adds at most 40 KB', () => {
  const pages = Object.entries(bundle.pages)
  // Those that hardly anybody starts with are among them.
  expect(pages.map(([page]) => page)).toContain('features/audits/import-page.tsx')
  expect(pages.length).toBeGreaterThan(40)
  for (const [page, kilobytes] of pages) expect(kilobytes, page).toBeLessThanOrEqual(40)
})

test('the style sheet of the page names the layers in their order, whatever sheets come later', () => {
  const dist = (file: string) => readFileSync(path.join(root, 'dist', file), 'utf8')
  const [, first = ''] = /<link rel="stylesheet"[^>]* href="\/([^"]+)"/.exec(dist('index.html')) ?? []
  const named = parseStyleSheet(first, dist(first)).top.flatMap((rule) =>
    rule.slice('@layer '.length).split(', '),
  )
  expect([...new Set(named)]).toEqual(layers)
})
