import { useState } from 'react'
import { type BareRow, BareRows } from './bare-rows.tsx'
import { render } from './render.tsx'

const rowsOf = (name: string): BareRow[] =>
  Array.from({ length: 12 }, (_, index) => ({
    id: `${name}-${index}`,
    title: `${name} ${index + 1}`,
    detail: `The second line of ${name} ${index + 1}`,
  }))

const people = rowsOf('person')
const notes = new Map(people.map(({ id }) => [id, rowsOf(`note of ${id}`)]))

/** A list, and one of its people with their notes: the change of view is one state in memory. */
function People() {
  const [opened, setOpened] = useState<BareRow>()
  if (!opened) return <BareRows rows={people} onOpen={setOpened} />
  return (
    <>
      <header>
        <button type="button" onClick={() => setOpened(undefined)}>
          Back
        </button>
        <h1>{opened.title}</h1>
      </header>
      <p className="facts">{opened.detail}</p>
      <div id="notes">
        <BareRows rows={notes.get(opened.id) ?? []} />
      </div>
    </>
  )
}

render(<People />)
