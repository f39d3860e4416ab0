import { Link } from 'react-router'
import { usePane } from './pane.ts'
import type { RowProps } from './row.tsx'

/** The two lines of a row: a link, a button, or neither. */
export function RowMain({
  title,
  detail,
  foot,
  to,
  onOpen,
}: Pick<RowProps, 'title' | 'detail' | 'foot' | 'to' | 'onOpen'>) {
  const pane = usePane()
  const content = (
    <>
      <span className="row-title two-lines">{title}</span>
      {detail && <span className="row-detail two-lines">{detail}</span>}
      {foot}
    </>
  )
  if (to !== undefined)
    return (
      <Link
        to={to}
        draggable={false}
        className="row-main"
        aria-current={pane?.isChosen(to) || undefined}
        onClick={onOpen}
      >
        {content}
      </Link>
    )
  if (onOpen)
    return (
      <button type="button" className="row-main" onClick={onOpen}>
        {content}
      </button>
    )
  return <div className="row-main">{content}</div>
}
