import './screen.css'
import type { ReactNode } from 'react'

type Props = {
  header: ReactNode
  /** At most one, above the bar. */
  dock?: ReactNode | undefined
  children: ReactNode
}

/** Header, content and one dock, over the whole height there is. The document scrolls, so that the browser's own bar may go. */
export function Screen({ header, dock, children }: Props) {
  return (
    <div className="screen">
      {header}
      <main className="screen-main">{children}</main>
      {dock}
    </div>
  )
}
