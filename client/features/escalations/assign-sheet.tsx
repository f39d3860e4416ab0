import { escalationsOnPhone } from '#client/commands/escalations.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { Row } from '#client/ui/row.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { EscalationView } from '#shared/escalations/views.ts'
import { useEscalationPeople } from './data.ts'
import { useStep } from './use-step.ts'

type Props = { view: EscalationView; open: boolean; onClose: () => void }

/** Whose it is from now on: oneself, or one of those who may read it, but not its raiser. */
export function AssignSheet({ view, open, onClose }: Props) {
  const t = useT()
  const take = useStep()
  const me = useMe().person
  const query = useEscalationPeople(view.escalationId, open)
  const { escalationId, holder, relations } = view
  const give = (personId: string) =>
    void take(escalationsOnPhone.assign, { escalationId, personId }).then((kept) => kept && onClose())
  const own = relations.find((relation) => relation !== 'raiser')
  return (
    <Sheet open={open} onClose={onClose} title={t('esc.assign.whom')}>
      <Loaded query={query}>
        {(people) => {
          const others = people.filter(({ personId, role }) => role !== 'raiser' && personId !== me.personId)
          const all = [...(own ? [{ ...me, role: own }] : []), ...others].filter(
            ({ personId }) => personId !== holder?.personId,
          )
          if (all.length === 0) return <EmptyState text={t('esc.assign.none')} />
          return (
            <ul className="sheet-rows">
              {all.map(({ personId, name, role }) => (
                <Row
                  key={personId}
                  title={t('ui.person', { name })}
                  detail={t(`esc.people.${role}`)}
                  onOpen={() => give(personId)}
                />
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Sheet>
  )
}
