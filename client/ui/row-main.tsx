import { Link } from 'react-router'
import { classNames } from './class-names.ts'
import type { RowProps } from './row.tsx'

/** The two lines of a row: a link, a button, or neither. */
export function RowMain({
  title,
  detail,
  foot,
  to,
  onOpen,
  lines = 1,
}: Pick<RowProps, 'title' | 'detail' | 'foot' | 'to' | 'onOpen' | 'lines'>) {
  const content = (
    <>
      <span className={classNames('row-title', lines === 1 ? 'one-line' : 'two-lines')}>{title}</span>
      {detail && <span className="row-detail one-line">{detail}</span>}
      {foot}
    </>
  )
  if (to !== undefined)
    return (
      <Link to={to} draggable={false} className="row-main" onClick={onOpen}>
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
