import { type BareRow, BareRows } from './bare-rows.tsx'
import { render } from './render.tsx'

/** Sent as soon as the code runs, which is the earliest that one script can. */
const answer = fetch('/api/rows', { method: 'POST', headers: { 'content-type': 'application/json' } })

void answer
  .then((response) => response.json())
  .then(({ rows }: { rows: BareRow[] }) => render(<BareRows rows={rows} />))
