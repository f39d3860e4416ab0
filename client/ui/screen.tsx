import './screen.css'
import type { ReactNode } from 'react'
import { usePane } from './pane.ts'

type Props = {
  title: string
  header: ReactNode
  /** At most one, above the bar. */
  dock?: ReactNode | undefined
  children: ReactNode
}

/**
 * Header, content and one dock, over the whole height there is. The document scrolls, so that the browser's own bar may go;
 * a list beside the page scrolls by itself, and neither names the document nor is its main part.
 */
export function Screen({ title, header, dock, children }: Props) {
  const pane = usePane()
  const Main = pane ? 'div' : 'main'
  return (
    <div className="screen">
      {!pane && <title>{`${title} · Dure`}</title>}
      {header}
      <Main className="screen-main">{children}</Main>
      {dock}
    </div>
  )
}
