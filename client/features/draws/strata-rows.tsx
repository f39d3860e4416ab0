import { useFormat, useT } from '#client/lib/i18n.ts'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import type { DrawPreview, DrawView } from '#shared/draws/views.ts'
import { useDrawTexts } from './data.ts'

type Props = { design: Pick<DrawView, 'method' | 'by'>; strata: DrawPreview['strata'] }

/** The strata of a draw: how many cases there are, how many are drawn, and the chance of each. */
export function StrataRows({ design, strata }: Props) {
  const t = useT()
  const format = useFormat()
  const { stratum } = useDrawTexts()
  return (
    <RowGroup heading={t('draw.strata')} limit={12}>
      {strata.map(({ name, size, drawn, chance }) => (
        <Row
          key={name}
          title={stratum(design, name)}
          detail={t('draw.stratum', { drawn, size, chance: format.percent(chance) })}
        />
      ))}
    </RowGroup>
  )
}
