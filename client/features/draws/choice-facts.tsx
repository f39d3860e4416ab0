import './draw.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import type { DrawView } from '#shared/draws/views.ts'
import { useDrawTexts } from './data.ts'

type Choice = Omit<
  DrawView,
  'drawId' | 'teamId' | 'goldenShare' | 'strata' | 'items' | 'cases' | 'verified' | 'labels' | 'result'
>

/** Lists how a sample was chosen: what there was to draw from, what was left out, how, by whom and from which seed. */
export function ChoiceFacts({ choice }: { choice: Choice }) {
  const t = useT()
  const format = useFormat()
  const texts = useDrawTexts()
  const { purpose, frameSize, size, excluded, seed, drawnAt, drawnBy, frameHash } = choice
  return (
    <DefinitionList variant="ruled">
      <Definition term={t('draw.purpose')}>{t(`draw.purpose.${purpose}`)}</Definition>
      <Definition term={t('draw.method')}>{texts.method(choice)}</Definition>
      <Definition term={t('draw.frame')}>
        {texts.frame(choice)} · {t('draw.cases', { n: frameSize })}
      </Definition>
      <Definition term={t('draw.left')}>
        {excluded.length === 0 ? t('draw.left.none') : texts.excluded(excluded)}
      </Definition>
      <Definition term={t('draw.sample')}>{t('draw.cases', { n: size })}</Definition>
      <Definition term={t('draw.drawn')}>
        {[format.dateTime(drawnAt), drawnBy && t('ui.person', { name: drawnBy.name })]
          .filter(Boolean)
          .join(' · ')}
      </Definition>
      <Definition term={t('draw.seed')}>{String(seed)}</Definition>
      <Definition term={t('draw.hash')}>
        <span className="draw-hash text-label">{frameHash}</span>
      </Definition>
    </DefinitionList>
  )
}
