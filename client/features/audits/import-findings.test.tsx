import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { eventKinds } from '#shared/tables/skipped.ts'
import { en, ko } from '#tests/support/catalogues.ts'
import { show } from '#tests/support/component/show.tsx'
import { CoopSkips } from './import-findings.tsx'

test('events that were left out are named in words, a queue by its own name', async () => {
  await show(
    <CoopSkips
      skipped={[
        { word: 'reverseTakedown', reason: 'nothing_before', rows: 3 },
        { word: 'somethingNew', reason: 'no_decision', rows: 2 },
        { word: 'report', reason: 'left_to_others', rows: 1 },
      ]}
    />,
  )
  const names = [...document.querySelectorAll('.import-reason span')].map(({ textContent }) => textContent)
  expect(names).toEqual(['Another kind of event (somethingNew)', 'Takedowns reversed', 'report'])
  expect(screen.getByText('Overturns whose decision is not in the file')).toBeDefined()
})

test.each(eventKinds)('%s has words in both languages', (kind) => {
  for (const catalogue of [en, ko]) {
    const label = catalogue[`import.event.${kind}`]
    expect(label.length).toBeGreaterThan(1)
    expect(label).not.toMatch(/[a-z][A-Z]/)
  }
  expect(ko[`import.event.${kind}`]).toMatch(/[가-힣]/)
})
