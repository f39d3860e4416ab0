import './definition-list.css'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type ListProps = {
  /**
   * `ruled` has a line between entries, `aligned` puts all values on one edge, `wrapped` moves a value below its term
   * where it has no room beside it, `stacked` has every value below its term.
   */
  variant: 'ruled' | 'aligned' | 'wrapped' | 'stacked'
  className?: string | undefined
  children: ReactNode
}

/** Terms and their values. */
export function DefinitionList({ variant, className, children }: ListProps) {
  return <dl className={classNames(`definitions-${variant}`, className)}>{children}</dl>
}

type Props = { term: ReactNode; className?: string | undefined; children: ReactNode }

/** One term with its value. */
export function Definition({ term, className, children }: Props) {
  return (
    <div className={classNames('definition', className)}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
