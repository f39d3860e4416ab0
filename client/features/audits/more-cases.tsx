import './cases.css'
import { useEffect, useRef } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'

/** Asks for the next page by itself shortly before its end is reached; the button does the same. */
export function MoreCases({ loading, onMore }: { loading: boolean; onMore: () => void }) {
  const t = useT()
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!end.current || loading) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onMore(), {
      rootMargin: '600px',
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [loading, onMore])
  return (
    <div ref={end} className="inset cases-more">
      <Button variant="text" disabled={loading} onClick={onMore}>
        {loading ? t('ui.loading') : t('cases.more')}
      </Button>
    </div>
  )
}
