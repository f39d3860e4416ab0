import ClipboardList from 'lucide-react/icons/clipboard-list'
import { paths } from '#client/commands/check-ins-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Row } from '#client/ui/row.tsx'
import type { OwnQuestionnaire } from '#shared/check-ins/views.ts'
import { useQuestionnaires } from './data.ts'

/** Lists the questionnaires that are turned on and speak the reader's language, and those that they answered. */
export function QuestionnaireRows() {
  const { locale } = useMe().person
  const { data } = useQuestionnaires()
  return data?.packs
    .filter(({ pack }) => pack.title[locale] !== undefined)
    .map((own) => <QuestionnaireRow key={own.pack.id} own={own} title={own.pack.title[locale] ?? ''} />)
}

function QuestionnaireRow({ own, title }: { own: OwnQuestionnaire; title: string }) {
  const t = useT()
  const format = useFormat()
  const [last] = own.answers
  return (
    <Row
      mark={<Icon icon={ClipboardList} />}
      title={title}
      detail={
        last ? t('questionnaire.last', { time: format.relativeDay(last.at) }) : t('questionnaire.optional')
      }
      to={paths.questionnaire(own.pack.id)}
    />
  )
}
