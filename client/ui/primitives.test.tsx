import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import type { Locale } from '#client/lib/format.ts'
import { I18nProvider } from '#client/lib/i18n.ts'
import { en, ko } from '#tests/support/catalogues.ts'
import { ChipGroup } from './chips.tsx'
import { ClockSpan } from './clock-span.tsx'
import { ControlChart } from './control-chart.tsx'
import { IntervalBar } from './interval-bar.tsx'
import { Row, rowMenu } from './row.tsx'
import { RowGroup } from './row-group.tsx'
import { Segments } from './segments.tsx'
import { SyncMark } from './sync-mark.tsx'
import { TextField } from './text-field.tsx'

const now = Date.parse('2026-02-19T07:20:00Z')
const nothing = () => undefined

function render(node: ReactNode, locale: Locale = 'en'): string {
  return renderToStaticMarkup(
    <MemoryRouter>
      <I18nProvider locale={locale} catalogue={locale === 'ko' ? ko : en} now={() => now}>
        {node}
      </I18nProvider>
    </MemoryRouter>,
  )
}

const axis = { from: 0.7, to: 1 }

test('under ten there is no bar and no percentage, only x of n', () => {
  const markup = render(
    <IntervalBar label="Accuracy" x={7} n={8} low={0.53} high={0.98} target={0.95} axis={axis} />,
  )
  expect(markup).toContain('7 of 8')
  expect(markup).not.toContain('%')
  expect(markup).not.toContain('role="img"')
})

test('from ten to twenty-nine the bar is an outline without a verdict', () => {
  const markup = render(
    <IntervalBar
      label="Accuracy"
      x={15}
      n={29}
      low={0.34}
      high={0.69}
      target={0.95}
      axis={{ from: 0.3, to: 1 }}
    />,
  )
  expect(markup).toContain('span-outline')
  expect(markup).not.toContain('Target not met')
  expect(markup).not.toContain('span-tone-risk')
})

test('from thirty a bar wholly on one side of the target has its colour and always its word', () => {
  const below = render(
    <IntervalBar label="Accuracy" x={71} n={84} low={0.75} high={0.91} target={0.95} axis={axis} />,
  )
  expect(below).toContain('span-tone-risk')
  expect(below).toContain('Target not met')
  const missed = render(
    <IntervalBar
      label="Missed"
      x={1}
      n={150}
      low={0.001}
      high={0.037}
      target={0.05}
      better="below"
      axis={{ from: 0, to: 0.3 }}
    />,
  )
  expect(missed).toContain('span-tone-accent')
  expect(missed).toContain('Within the limit')
})

test('a bar is read as one sentence, in the reader’s language', () => {
  const markup = render(
    <IntervalBar label="정확도" x={108} n={117} low={0.86} high={0.958} axis={axis} />,
    'ko',
  )
  expect(markup).toContain('aria-label="정확도 92.3% · 가능한 범위 86~95.8% (신뢰 구간 95%) · 117건"')
})

test('a clock says what remains, then when, and once over only that', () => {
  const start = now - 3_600_000
  expect(render(<ClockSpan start={start} due={now + 7_800_000} now={now} />)).toContain(
    '2 h 10 min left · due 18:30',
  )
  const over = render(<ClockSpan start={start} due={now - 60_000} now={now} />, 'ko')
  expect(over).toContain('기한 1분 초과')
  expect(over).toContain('clock-over')
})

test('the chart has its sentence for a name, a period chosen by keys, and a table to open', () => {
  const chartPoints = [44, 9, 45].map((n, index) => ({
    key: `${index}`,
    label: `week ${index}`,
    n,
    value: 0.94,
    low: 0.85,
    high: 0.99,
  }))
  const markup = render(
    <ControlChart sentence="Within its usual range." points={chartPoints} centre={0.94} />,
  )
  expect(markup).toContain('role="img" aria-label="Within its usual range."')
  expect(markup).toContain('aria-valuetext="week 2 · 94% · n = 45"')
  expect(markup).toContain('aria-expanded="false"')
})

test('whatever a row can be swiped for is in its menu, with a name', () => {
  const swipes = { action: { label: 'Look', onSelect: nothing }, later: { onSelect: nothing } }
  const markup = render(<Row title="Seojun" {...swipes} to="/x" />)
  expect(markup).toContain('aria-label="All actions: Seojun"')
  expect(rowMenu(swipes, 'Later').map(({ label }) => label)).toEqual(['Look', 'Later'])
})

test('a row without another action than its button has no menu', () => {
  const markup = render(<Row title="Minji" action={{ label: 'Answer', onSelect: nothing }} />)
  expect(markup).not.toContain('role="menu"')
  expect(markup).not.toContain('Later')
})

test('a group shows five rows and offers the rest; without rows it is absent', () => {
  const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map((title) => <Row key={title} title={title} />)
  const markup = render(<RowGroup heading="Now">{rows}</RowGroup>)
  expect(markup.match(/<li/g)).toHaveLength(5)
  expect(markup).toContain('Show all 6')
  expect(render(<RowGroup heading="Now">{[]}</RowGroup>)).toBe('')
})

test('label, hint and error are tied to their field', () => {
  const markup = render(
    <TextField label="Title" hint="One line" error="Too long" value="" onChange={nothing} />,
  )
  const [, described = ''] = /aria-describedby="([^"]+)"/.exec(markup) ?? []
  const ids = described.split(' ')
  expect(ids).toHaveLength(2)
  for (const id of ids) expect(markup).toContain(`<p id="${id}"`)
  expect(markup).toContain('aria-invalid="true"')
  expect(render(<TextField label="Title" value="" onChange={nothing} />)).not.toContain('aria-describedby')
})

test('chips are radio buttons of one group; segments are tabs of which one can be reached', () => {
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ] as const
  const chips = render(<ChipGroup label="Kind" value="b" onChange={nothing} options={options} />)
  expect(chips.match(/type="radio"/g)).toHaveLength(2)
  expect(chips.match(/checked=""/g)).toHaveLength(1)
  const tabs = render(<Segments id="s" label="Part" value="a" onChange={nothing} options={options} />)
  expect(tabs.match(/tabindex="0"/gi)).toHaveLength(1)
  expect(tabs.match(/aria-selected="true"/g)).toHaveLength(1)
})

test('all sent is the normal state and shows nothing', () => {
  expect(render(<SyncMark state="sent" n={0} to="/me" />)).toBe('')
  expect(render(<SyncMark state="attention" n={2} to="/me" />)).toContain('2 not sent yet')
})
