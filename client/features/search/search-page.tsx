import './search.css'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useNavigationType } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { DetailPage } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { EmptyState, FailedState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx'
import { typedLimit } from '#shared/search/rules.ts'
import { useSearch } from './data.ts'
import { FoundGroups } from './found-groups.tsx'

/** Named by no manifest, so that it lies in memory alone and goes with the session. */
const typedKey = [['search', 'typed']]

/** Holds what is typed, also for who comes back from something found. It is written nowhere. */
function useTyped(): [typed: string, setTyped: (typed: string) => void] {
  const queries = useQueryClient()
  const cameBack = useNavigationType() === 'POP'
  const [typed, setTyped] = useState(() => (cameBack && queries.getQueryData<string>(typedKey)) || '')
  return [
    typed,
    (next) => {
      setTyped(next)
      queries.setQueryData(typedKey, next)
    },
  ]
}

const focusField = (field: HTMLElement | null): void => field?.querySelector('input')?.focus()

/** Searches people, cases, notes, escalations and policies, on this phone and at the server. */
export function SearchPage() {
  const t = useT()
  const [typed, setTyped] = useTyped()
  const { key } = useLocation()
  // Also where the key that leads here is pressed on this page: each arrival has a key of its own.
  const field = (
    <div key={key} ref={focusField} className="search-field">
      <TextField
        type="search"
        label={t('search.field')}
        placeholder={t('search.field')}
        hideLabel
        value={typed}
        maxLength={typedLimit}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={setTyped}
      />
    </div>
  )
  return (
    <DetailPage title={t('search.title')} field={field} back={paths.today}>
      {typed.trim() === '' ? <EmptyState text={t('search.hint')} /> : <Results typed={typed} />}
    </DetailPage>
  )
}

function Results({ typed }: { typed: string }) {
  const t = useT()
  const { matcher, view, policies, searching, online, failed } = useSearch(typed)
  const n = Object.values(view).reduce((sum, group) => sum + group.length, policies.length)
  return (
    <>
      <VisuallyHidden>
        <output>{searching ? '' : t('search.found', { n })}</output>
      </VisuallyHidden>
      {!online && <p className="search-offline text-label text-quiet">{t('search.offline')}</p>}
      {failed && <FailedState text={t('search.failed')} code={failed.code} onRetry={failed.retry} />}
      {matcher && <FoundGroups view={view} policies={policies} matcher={matcher} />}
      {n === 0 &&
        (searching ? (
          <Skeleton rows={4} />
        ) : (
          !failed && <EmptyState text={t('search.none', { typed: typed.trim() })} />
        ))}
    </>
  )
}
