import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { ToggleChips } from '#client/ui/chips.tsx'
import { Label } from '#client/ui/label.tsx'
import type { PersonRef } from '#shared/people/views.ts'
import { useEscalationPeople } from './data.ts'

/** Who is told of a comment; only who may read the escalation can be. */
export function useMentions(escalationId: string, enabled: boolean) {
  const me = useMe().person.personId
  const { data = [] } = useEscalationPeople(escalationId, enabled)
  const [mentions, setMentions] = useState<string[]>([])
  const people: PersonRef[] = data.filter(({ personId }) => personId !== me)
  return { people, mentions, setMentions, clear: () => setMentions([]) }
}

type Props = Pick<ReturnType<typeof useMentions>, 'people' | 'mentions' | 'setMentions'>

export function Mentions({ people, mentions, setMentions }: Props) {
  const t = useT()
  if (people.length === 0) return null
  return (
    <div>
      <Label>{t('esc.comment.mention')}</Label>
      <ToggleChips
        label={t('esc.comment.mention')}
        values={mentions}
        onChange={setMentions}
        options={people.map(({ personId, name }) => ({ value: personId, label: t('ui.person', { name }) }))}
      />
    </div>
  )
}
