import './row-group.css'
import { Children, type ReactNode, useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { classNames } from './class-names.ts'
import { Heading } from './heading.tsx'

type Props = {
  heading: string
  /** At the right of the heading: "My order", a count. */
  aside?: ReactNode | undefined
  /** Between the heading and the rows: what their figures have in common. */
  lead?: ReactNode
  /** Above this many rows the rest waits behind a button. */
  limit?: number | undefined
  /** Nearer to the group above it. */
  close?: boolean | undefined
  children: ReactNode
}

/**
 * A heading and its rows. It is no landmark: on a desk two lists may have a group of one name, and there are many.
 */
export function RowGroup({ heading, aside, lead, limit = 5, close = false, children }: Props) {
  const t = useT()
  const [all, setAll] = useState(false)
  const rows = Children.toArray(children)
  if (rows.length === 0) return null
  const hidden = !all && rows.length > limit
  return (
    <section className={classNames('row-group', close && 'row-group-close')}>
      <div className="row-group-head">
        <Heading level={2}>{heading}</Heading>
        {aside}
      </div>
      {lead}
      <ul>{hidden ? rows.slice(0, limit) : rows}</ul>
      {hidden && (
        <button type="button" className="row-group-all" onClick={() => setAll(true)}>
          {t('ui.showAll', { n: rows.length })}
        </button>
      )}
    </section>
  )
}
