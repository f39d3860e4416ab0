import { useQuery } from '@tanstack/react-query'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { ChoiceFacts } from './choice-facts.tsx'
import { type Chosen, useDrawTexts } from './data.ts'

/** Says how a case was chosen, in a sentence and in all that it can be challenged with. */
export function ChosenPage({ auditId }: { auditId: string }) {
  const t = useT()
  const query = useQuery(trpc.draws.chosen.queryOptions({ auditId }))
  return (
    <DetailPage
      title={t('draw.chosen')}
      back={appPaths.case(auditId)}
      asOf={query.dataUpdatedAt || undefined}
    >
      <Loaded query={query}>
        {(chosen) => (chosen ? <Explained chosen={chosen} /> : <EmptyState text={t('draw.chosen.none')} />)}
      </Loaded>
    </DetailPage>
  )
}

function Explained({ chosen }: { chosen: Chosen }) {
  const t = useT()
  const format = useFormat()
  const { stratum: nameOf } = useDrawTexts()
  const { stratum, purpose, method } = chosen
  return (
    <>
      <div className="inset inset-block stack">
        <p>
          {method === 'random'
            ? t('draw.chosen.random', {
                size: stratum.size,
                drawn: stratum.drawn,
                chance: format.percent(stratum.chance),
              })
            : t('draw.chosen.stratum', {
                name: nameOf(chosen, stratum.name),
                size: stratum.size,
                drawn: stratum.drawn,
                chance: format.percent(stratum.chance),
              })}
        </p>
        {method === 'risk' && <p>{t('draw.chosen.risk')}</p>}
        <p>{t(`draw.chosen.purpose.${purpose}`)}</p>
      </div>
      <Part heading={t('draw.how')} gap="none" className="inset inset-block hairline-top">
        <ChoiceFacts choice={chosen} />
      </Part>
    </>
  )
}
