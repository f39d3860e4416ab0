import './question.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { paths } from '#client/commands/questions-paths.ts'
import { paths as rulingPaths } from '#client/commands/rulings-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { PrecedentView } from '#shared/questions/views.ts'
import { usePlaceNames, usePrecedents } from './data.ts'

/** One precedent in the languages that it has: when it was kept, under which version, and whether it still holds. */
export function PrecedentPage() {
  const t = useT()
  const { precedentId = '' } = useParams()
  const query = usePrecedents()
  const precedent = query.data?.find((found) => found.precedentId === precedentId)
  return (
    <DetailPage title={t('precedent.one')} back={paths.precedents()} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>
        {() => (precedent ? <Precedent precedent={precedent} /> : <EmptyState text={t('precedent.gone')} />)}
      </Loaded>
    </DetailPage>
  )
}

function Precedent({ precedent }: { precedent: PrecedentView }) {
  const t = useT()
  const format = useFormat()
  const { locale } = format
  const { policy, clause, version, superseding } = usePlaceNames()(precedent)
  const { textKo, textEn, keptAt } = precedent
  const texts = [
    { locale: 'ko', text: textKo, heading: t('precedent.text.ko') },
    { locale: 'en', text: textEn, heading: t('precedent.text.en') },
  ].toSorted((left, right) => Number(right.locale === locale) - Number(left.locale === locale))
  return (
    <>
      <section className="question-head">
        <p className="text-strong">{clause ? `${policy} ${clause}` : policy}</p>
        <p className="text-label text-quiet">
          {[format.date(keptAt), version && t('precedent.version', { label: version })]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {precedent.holdsFrom !== null && <Ruling precedent={precedent} holdsFrom={precedent.holdsFrom} />}
        {superseding && <p>{t('precedent.superseded.text', { label: superseding })}</p>}
      </section>
      {texts.map(
        ({ locale: language, text, heading }) =>
          text !== null && (
            <Part key={language} className="inset inset-block" heading={heading}>
              <p className="text-prose question-text" lang={language}>
                {text}
              </p>
            </Part>
          ),
      )}
    </>
  )
}

/** From when a ruling holds; its write-up is linked for who may read that. */
function Ruling({ precedent, holdsFrom }: { precedent: PrecedentView; holdsFrom: string }) {
  const t = useT()
  const format = useFormat()
  const { data = [] } = useQuery({ ...trpc.rulings.list.queryOptions(), enabled: false })
  const writeUp = data.find(({ escalationId }) => escalationId === precedent.escalationId)
  return (
    <>
      <p>{t('ruling.of', { day: format.date(holdsFrom) })}</p>
      {writeUp && (
        <p>
          <Link to={rulingPaths.writeUp(writeUp.escalationId)}>{t('writeUp.one')}</Link>
        </p>
      )}
    </>
  )
}
