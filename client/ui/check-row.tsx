import './check-row.css'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type Props = {
  /** The whole row in words, for a screen reader. */
  label: string
  title: ReactNode
  detail: ReactNode
  checked: boolean
  /** It cannot be chosen with others, and its detail says why. */
  refused?: boolean | undefined
  onChange: (isChosen: boolean) => void
}

/** A row of a list with a ring in place of its mark, to be chosen with others. */
export function CheckRow({ label, title, detail, checked, refused = false, onChange }: Props) {
  return (
    <li className="row row-today">
      <label className={classNames('row-face', 'check-row-face', refused && 'check-row-refused')}>
        <input
          type="checkbox"
          className="check-row-box"
          aria-label={label}
          checked={checked}
          disabled={refused}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span className="row-main">
          <span className="row-title two-lines">{title}</span>
          <span className="row-detail check-row-detail two-lines">{detail}</span>
        </span>
      </label>
    </li>
  )
}
