import './label.css'
import type { ReactNode } from 'react'

type Props = {
  /** `legend` at the head of a fieldset. */
  as?: 'span' | 'p' | 'legend' | undefined
  /** Where the control below says the same to a screen reader. */
  'aria-hidden'?: boolean | undefined
  children: ReactNode
}

/** The label above controls that belong together, in the look of a field's own. */
export function Label({ as: Element = 'span', ...rest }: Props) {
  return <Element {...rest} className="label" />
}
