import { Component, type ReactNode } from 'react'
import { connection } from '#client/lib/connection.ts'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { Button } from '#client/ui/button.tsx'
import { DetailPage } from '#client/ui/page.tsx'

type Props = { children: ReactNode }
type State = { failed: boolean }

/** One screen's failure stays on that screen: the bar, the queue and what was written go on. */
export class PageBoundary extends Component<Props, State> {
  override state: State = { failed: false }

  static getDerivedStateFromError(): State {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return <FailedPage onRetry={() => this.setState({ failed: false })} />
  }
}

/** Without a network it is most likely the page's code that is not here. */
function FailedPage({ onRetry }: { onRetry: () => void }) {
  const t = useT()
  const text = connection.now() ? t('page.failed') : t('page.failed.offline')
  return (
    <DetailPage title={t('page.failed.title')} back={paths.me}>
      <div className="state" role="alert">
        <p>{text}</p>
        <div className="cluster">
          <Button onClick={onRetry}>{t('ui.retry')}</Button>
          <Button variant="secondary" onClick={() => window.location.reload()}>
            {t('page.reload')}
          </Button>
        </div>
      </div>
    </DetailPage>
  )
}
