import './person.css'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { SegmentPanel, Segments } from '#client/ui/segments.tsx'

/** A part of a person's page: its name in the address, its word, and what it shows. */
export type Part = { value: string; label: string; content: () => ReactNode }

type Props = {
  /** The id of the segments, which ties each to the panel that it controls. */
  id: string
  /** Set apart from what stands above. */
  apart?: boolean
  /** The first is shown where the address names none. */
  parts: readonly [Part, ...Part[]]
}

/** The parts of a person's page, one at a time. */
export function PersonParts({ id, apart = false, parts }: Props) {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const [first] = parts
  const part = parts.find(({ value }) => value === search.get('part')) ?? first
  function choose(next: string) {
    const changed = new URLSearchParams(search)
    if (next === first.value) changed.delete('part')
    else changed.set('part', next)
    setSearch(changed, { replace: true })
  }
  return (
    <>
      <div className={apart ? 'person-parts' : undefined}>
        <Segments id={id} label={t('person.parts')} value={part.value} onChange={choose} options={parts} />
      </div>
      <SegmentPanel id={id} value={part.value}>
        {part.content()}
      </SegmentPanel>
    </>
  )
}
