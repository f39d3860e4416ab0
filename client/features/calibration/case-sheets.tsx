import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Button } from '#client/ui/button.tsx'
import { ToggleChips } from '#client/ui/chips.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { isSameLabel } from '#shared/audits/rules.ts'
import type { Option } from '#shared/calibration/rules.ts'
import type { PersonRef } from '#shared/people/views.ts'
import type { CaseForm } from './round-form.ts'

type Picked = {
  /** The numbers of the cases that the round has. */
  taken: readonly string[]
  onAdd: (cases: Partial<CaseForm>[]) => void
  onClose: () => void
}

/** The latest audited cases of one analyst, to be taken into the round. */
export function PickSheet({ people, taken, onAdd, onClose }: Picked & { people: readonly PersonRef[] }) {
  const t = useT()
  const names = useNames()
  const [personId, setPersonId] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const query = useQuery({
    ...trpc.audits.cases.queryOptions({ personId, filter: 'all' }),
    enabled: personId !== '',
  })
  const found = query.data?.cases ?? []
  const add = () =>
    onAdd(
      found
        .filter(({ auditId }) => chosen.includes(auditId))
        .map(({ caseRef, policy }) => ({ reference: caseRef, policy })),
    )
  return (
    <TakeSheet title={t('round.case.pick')} n={chosen.length} onTake={add} onClose={onClose}>
      <SelectField
        label={t('round.case.whose')}
        placeholder={t('round.ledger.choose')}
        value={personId}
        onChange={(id) => {
          setPersonId(id)
          setChosen([])
        }}
        options={people.map((person) => ({ value: person.personId, label: person.name }))}
      />
      {personId !== '' && (
        <Loaded query={query}>
          {({ cases }) =>
            cases.length === 0 ? (
              <EmptyState text={t('round.case.pick.none')} />
            ) : (
              <ToggleChips
                label={t('round.case.pick')}
                values={chosen}
                onChange={setChosen}
                options={cases.map(({ auditId, caseRef, policy }) => ({
                  value: auditId,
                  label: `${caseRef} · ${names.policy(policy)}`,
                  disabled: taken.includes(caseRef),
                }))}
              />
            )
          }
        </Loaded>
      )}
    </TakeSheet>
  )
}

type GoldenSheetProps = Picked & { teamId: string; options: readonly Option[] }

/** Golden cases of the reader, which test the raters: nothing tells them from the others. */
export function GoldenSheet({ teamId, options, taken, onAdd, onClose }: GoldenSheetProps) {
  const t = useT()
  const names = useNames()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const query = useQuery(trpc.draws.team.queryOptions({ teamId }))
  const active = query.data?.golden.filter(({ state }) => state === 'active') ?? []
  const expectedOf = (decision: string) =>
    options.find((option) =>
      [option.value, option.ko, option.en].some((label) => label !== null && isSameLabel(label, decision)),
    )?.value
  const found = active.map((item) => ({ ...item, expected: expectedOf(item.decision) }))
  const add = () =>
    onAdd(
      found
        .filter(({ goldenId }) => chosen.includes(goldenId))
        .map(({ caseRef, policy, expected = '' }) => ({ reference: caseRef, policy, expected })),
    )
  return (
    <TakeSheet title={t('round.case.golden')} n={chosen.length} onTake={add} onClose={onClose}>
      <p className="text-label text-quiet">{t('round.case.golden.hint')}</p>
      <Loaded query={query}>
        {() =>
          found.length === 0 ? (
            <EmptyState text={t('round.case.golden.none')} />
          ) : (
            <ToggleChips
              label={t('round.case.golden')}
              values={chosen}
              onChange={setChosen}
              options={found.map(({ goldenId, caseRef, policy, decision, expected }) => ({
                value: goldenId,
                label: `${caseRef} · ${names.policy(policy)} · ${names.decision(decision)}`,
                disabled: expected === undefined || taken.includes(caseRef),
              }))}
            />
          )
        }
      </Loaded>
    </TakeSheet>
  )
}

type TakeSheetProps = {
  title: string
  /** How many cases are chosen. */
  n: number
  onTake: () => void
  onClose: () => void
  children: ReactNode
}

function TakeSheet({ title, n, onTake, onClose, children }: TakeSheetProps) {
  const t = useT()
  return (
    <Sheet
      open
      onClose={onClose}
      title={title}
      footer={
        <Button size="wide" disabled={n === 0} onClick={onTake}>
          {t('round.case.take', { n })}
        </Button>
      }
    >
      <div className="stack">{children}</div>
    </Sheet>
  )
}
