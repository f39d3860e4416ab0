import './search.css'
import X from 'lucide-react/icons/x'
import { useState } from 'react'
import { useLocation } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { Button, IconButton } from '#client/ui/button.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { EmptyState, FailedState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx'
import { typedLimit } from '#shared/search/rules.ts'
import { useSearch } from './data.ts'
import { FoundGroups } from './found-groups.tsx'
import { type Recent, useRecent } from './recent.ts'

const focusField = (field: HTMLElement | null): void => field?.querySelector('input')?.focus()

/** Searches people, cases, notes and escalations, on this phone and at the server. */
export function SearchPage() {
  const t = useT()
  const [typed, setTyped] = useState('')
  const recent = useRecent()
  const { key } = useLocation()
  return (
    <DetailPage title={t('search.title')} back={paths.today}>
      {/* Also where the key that leads here is pressed on this page: each arrival has a key of its own. */}
      <div key={key} ref={focusField} className="search-field inset">
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
      {typed.trim() === '' ? (
        <Before recent={recent} onChoose={setTyped} />
      ) : (
        <Results typed={typed} onOpen={() => recent.remember(typed.trim())} />
      )}
    </DetailPage>
  )
}

/** Nothing is typed: what was searched for on this phone, or what the search finds. */
function Before({ recent, onChoose }: { recent: Recent; onChoose: (typed: string) => void }) {
  const t = useT()
  if (recent.typed.length === 0) return <EmptyState text={t('search.hint')} />
  return (
    <RowGroup
      heading={t('search.earlier')}
      limit={Number.POSITIVE_INFINITY}
      aside={
        <Button variant="text" size="row" flush onClick={recent.clear}>
          {t('search.earlier.clear')}
        </Button>
      }
    >
      {recent.typed.map((typed) => (
        <Row
          key={typed}
          size="short"
          title={typed}
          onOpen={() => onChoose(typed)}
          aside={
            <IconButton
              icon={X}
              label={t('search.earlier.remove', { typed })}
              onClick={() => recent.remove(typed)}
            />
          }
        />
      ))}
    </RowGroup>
  )
}

function Results({ typed, onOpen }: { typed: string; onOpen: () => void }) {
  const t = useT()
  const { matcher, view, searching, online, failed } = useSearch(typed)
  const n = Object.values(view).reduce((sum, group) => sum + group.length, 0)
  return (
    <>
      <VisuallyHidden>
        <output>{searching ? '' : t('search.found', { n })}</output>
      </VisuallyHidden>
      {!online && <p className="inset text-label text-quiet">{t('search.offline')}</p>}
      {failed && <FailedState text={t('search.failed')} code={failed.code} onRetry={failed.retry} />}
      {matcher && <FoundGroups view={view} matcher={matcher} onOpen={onOpen} />}
      {n === 0 &&
        (searching ? (
          <Skeleton rows={4} />
        ) : (
          !failed && <EmptyState text={t('search.none', { typed: typed.trim() })} />
        ))}
    </>
  )
}
