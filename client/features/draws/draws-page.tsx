import { useParams, useSearchParams } from 'react-router'
import { ChosenPage } from './chosen-page.tsx'
import { DrawPage } from './draw-page.tsx'
import { GoldenPage } from './golden-page.tsx'
import { TeamDrawsPage } from './team-draws-page.tsx'
import { VerifyPage } from './verify-page.tsx'

/** The screen of draws that the address names. */
export function DrawsPage() {
  const { part, id = '' } = useParams()
  const [search] = useSearchParams()
  const item = search.get('case')
  if (part === 'chosen') return <ChosenPage auditId={id} />
  if (part === 'golden') return <GoldenPage key={id} auditId={id} />
  if (part === 'one')
    return item ? <VerifyPage key={item} drawId={id} itemId={item} /> : <DrawPage drawId={id} />
  return <TeamDrawsPage teamId={id} />
}
