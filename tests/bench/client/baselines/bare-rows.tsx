import './bare-rows.css'

export interface BareRow {
  id: string
  title: string
  detail: string
}

type Props = { rows: readonly BareRow[]; onOpen?: (row: BareRow) => void }

/** Two lines and a button for each row, with no library but React. */
export function BareRows({ rows, onOpen }: Props) {
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className="row">
          <a
            className="row-main"
            href={`#${row.id}`}
            onClick={(event) => {
              event.preventDefault()
              onOpen?.(row)
            }}
          >
            <span className="row-title">{row.title}</span>
            <span className="row-detail">{row.detail}</span>
          </a>
          <button type="button">Open</button>
        </li>
      ))}
    </ul>
  )
}
