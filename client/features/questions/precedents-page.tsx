import './question.css'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { paths as policyPaths } from '#client/commands/policies-paths.ts'
import { paths } from '#client/commands/questions-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { precedentText } from '#shared/questions/found-rules.ts'
import type { PrecedentView } from '#shared/questions/views.ts'
import { matcherOf, termsOf, typedLimit } from '#shared/search/rules.ts'
import { usePlaceNames, usePrecedents, useText } from './data.ts'

/** Precedents, of one policy where the address names it, narrowed by what is typed; all of it on the phone. */
export function PrecedentsPage() {
  const t = useT()
  const names = useNames()
  const [search] = useSearchParams()
  const [typed, setTyped] = useState('')
  const query = usePrecedents()
  const placeOf = usePlaceNames()
  const code = search.get('policy')
  const terms = termsOf(typed)
  const matcher = terms && matcherOf(terms)
  const isMeant = (precedent: PrecedentView) => {
    if (code !== null && precedent.policy !== code) return false
    const { policy, clause } = placeOf(precedent)
    return !matcher || matcher.test(`${precedentText(precedent)} ${policy} ${clause ?? ''}`.normalize('NFC'))
  }
  return (
    <DetailPage
      title={code === null ? t('precedent.title') : t('precedent.of', { policy: names.policy(code) })}
      back={code === null ? appPaths.me : policyPaths.policy(encodeURIComponent(code))}
      asOf={query.dataUpdatedAt || undefined}
    >
      <Loaded query={query}>
        {(precedents) => {
          const found = precedents.filter(isMeant)
          return (
            <>
              <div className="question-field">
                <TextField
                  type="search"
                  label={t('precedent.search')}
                  placeholder={t('precedent.search')}
                  hideLabel
                  value={typed}
                  maxLength={typedLimit}
                  autoComplete="off"
                  enterKeyHint="search"
                  onChange={setTyped}
                />
              </div>
              {found.length === 0 ? (
                <EmptyState text={t(terms ? 'precedent.none.found' : 'precedent.none')} />
              ) : (
                <RowGroup heading={t('precedent.list')} limit={50}>
                  {found.map((precedent) => (
                    <PrecedentRow key={precedent.precedentId} precedent={precedent} />
                  ))}
                </RowGroup>
              )}
            </>
          )
        }}
      </Loaded>
    </DetailPage>
  )
}

function PrecedentRow({ precedent }: { precedent: PrecedentView }) {
  const t = useT()
  const format = useFormat()
  const textOf = useText()
  const { place, superseding } = usePlaceNames()(precedent)
  const details = [superseding && t('precedent.superseded', { label: superseding }), place]
  return (
    <Row
      size="middle"
      title={textOf(precedent)}
      detail={details.filter(Boolean).join(' · ')}
      aside={<span className="text-caption">{format.shortDate(precedent.keptAt)}</span>}
      to={paths.precedent(precedent.precedentId)}
    />
  )
}
