import './order.css'
import ArrowDown from 'lucide-react/icons/arrow-down'
import ArrowUp from 'lucide-react/icons/arrow-up'
import { useState } from 'react'
import { peopleOnPhone } from '#client/commands/people.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button, IconButton } from '#client/ui/button.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx'
import type { PersonRef } from '#shared/people/views.ts'
import { moved, orderWith } from './own-order.ts'

type Props = { teamId: string; people: readonly PersonRef[]; open: boolean; onClose: () => void }

/** The lead's own order, moved a step at a time by buttons. */
export function OrderSheet({ open, ...rest }: Props) {
  return open ? <OpenSheet {...rest} /> : null
}

function OpenSheet({ teamId, people, onClose }: Omit<Props, 'open'>) {
  const t = useT()
  const { teams } = useMe()
  const enqueue = useEnqueue()
  const [order, setOrder] = useState(people)
  const [said, setSaid] = useState('')
  const [failed, setFailed] = useState(false)

  function move(person: PersonRef, by: number) {
    const next = moved(order, order.indexOf(person), by)
    setOrder(next)
    setSaid(t('team.order.moved', { name: person.name, place: next.indexOf(person) + 1, of: next.length }))
  }

  async function save() {
    try {
      await enqueue(peopleOnPhone.setPreferences, {
        base: null,
        input: { teamOrder: orderWith(teams, teamId, order) },
      })
      onClose()
    } catch {
      setFailed(true)
    }
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t('team.order.title')}
      footer={<Button onClick={() => void save()}>{t('team.order.save')}</Button>}
    >
      {failed && <p role="alert">{t('team.order.failed')}</p>}
      <ol>
        {order.map((person, index) => (
          <li key={person.personId} className="order-row">
            <span className="order-name">
              <PersonName name={person.name} />
            </span>
            <IconButton
              icon={ArrowUp}
              label={t('team.order.up', { name: person.name })}
              aria-disabled={index === 0}
              onClick={() => move(person, -1)}
            />
            <IconButton
              icon={ArrowDown}
              label={t('team.order.down', { name: person.name })}
              aria-disabled={index === order.length - 1}
              onClick={() => move(person, 1)}
            />
          </li>
        ))}
      </ol>
      <output>
        <VisuallyHidden>{said}</VisuallyHidden>
      </output>
    </Sheet>
  )
}
