import { useT } from '#client/lib/i18n.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { Consent } from './consent.tsx'
import { useOwn } from './data.ts'
import { CarePage } from './pages.tsx'

export function ConsentPage() {
  const t = useT()
  const query = useOwn()
  if (query.data) return <Consent own={query.data} />
  return (
    <CarePage title={t('consent.title')}>
      <Loaded query={query}>{() => null}</Loaded>
    </CarePage>
  )
}
