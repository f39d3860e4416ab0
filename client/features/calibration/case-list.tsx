import './calibration.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { usePolicyOptions } from '#client/lib/policy-options.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { Option } from '#shared/calibration/rules.ts'
import type { PersonRef } from '#shared/people/views.ts'
import { GoldenSheet, PickSheet } from './case-sheets.tsx'
import { useLabel } from './data.ts'
import type { CaseForm } from './round-form.ts'

type Props = {
  cases: readonly CaseForm[]
  options: readonly Option[]
  /** The analysts of the team, whose audited cases can be taken. */
  people: readonly PersonRef[]
  teamId: string
  error: string | undefined
  onChange: (cases: CaseForm[]) => void
}

const none = 'none'

/** The cases of a new round: typed one by one, or taken from the audit log. */
export function CaseList({ cases, options, people, teamId, error, onChange }: Props) {
  const t = useT()
  const names = useNames()
  const label = useLabel(options)
  const { platform } = useOffline().outbox
  const [edited, setEdited] = useState<CaseForm>()
  const [picking, setPicking] = useState<'audited' | 'golden'>()
  const blank = (): CaseForm => ({
    ...{ caseId: platform.newId(), reference: '', policy: '', description: '', expected: '', repeatId: '' },
  })
  const put = (item: CaseForm) => {
    const isKnown = cases.some(({ caseId }) => caseId === item.caseId)
    onChange(isKnown ? cases.map((old) => (old.caseId === item.caseId ? item : old)) : [...cases, item])
    setEdited(undefined)
  }
  const picked = {
    taken: cases.map(({ reference }) => reference),
    onAdd: (found: Partial<CaseForm>[]) => {
      onChange([...cases, ...found.map((part) => ({ ...blank(), ...part }))])
      setPicking(undefined)
    },
    onClose: () => setPicking(undefined),
  }
  return (
    <Part heading={t('round.new.cases', { n: cases.length })}>
      <ul className="calibration-cases">
        {cases.map((item) => (
          <Row
            key={item.caseId}
            title={item.reference}
            detail={[
              item.policy && names.policy(item.policy),
              item.description,
              item.expected && t('round.expected', { label: label(item.expected) }),
              item.repeatId && t('round.case.twice'),
            ]
              .filter(Boolean)
              .join(' · ')}
            onOpen={() => setEdited(item)}
          />
        ))}
      </ul>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <div className="cluster">
        <Button variant="secondary" onClick={() => setEdited(blank())}>
          {t('round.case.add')}
        </Button>
        {people.length > 0 && (
          <Button variant="secondary" onClick={() => setPicking('audited')}>
            {t('round.case.pick')}
          </Button>
        )}
        <Button variant="secondary" onClick={() => setPicking('golden')}>
          {t('round.case.golden')}
        </Button>
      </div>
      {edited && (
        <CaseSheet
          key={edited.caseId}
          initial={edited}
          options={options}
          taken={cases.flatMap(({ caseId, reference }) => (caseId === edited.caseId ? [] : [reference]))}
          onSave={put}
          onRemove={() => {
            onChange(cases.filter(({ caseId }) => caseId !== edited.caseId))
            setEdited(undefined)
          }}
          onClose={() => setEdited(undefined)}
        />
      )}
      {picking === 'audited' && <PickSheet people={people} {...picked} />}
      {picking === 'golden' && <GoldenSheet {...{ teamId, options }} {...picked} />}
    </Part>
  )
}

type CaseSheetProps = {
  initial: CaseForm
  options: readonly Option[]
  /** The numbers of the other cases. */
  taken: readonly string[]
  onSave: (item: CaseForm) => void
  onRemove: () => void
  onClose: () => void
}

function CaseSheet({ initial, options, taken, onSave, onRemove, onClose }: CaseSheetProps) {
  const t = useT()
  const label = useLabel(options)
  const { platform } = useOffline().outbox
  const { data: policies = [] } = useQuery(trpc.policies.all.queryOptions())
  const policyOptions = usePolicyOptions(policies)
  const [item, setItem] = useState(initial)
  const [fault, setFault] = useState<string>()
  const change = (part: Partial<CaseForm>) => {
    setItem({ ...item, ...part })
    setFault(undefined)
  }
  const save = () => {
    const reference = item.reference.trim()
    if (reference === '') setFault(t('round.case.missing'))
    else if (taken.includes(reference)) setFault(t('round.case.taken'))
    else onSave({ ...item, reference })
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('round.case.add')}
      footer={
        <>
          {initial.reference !== '' && (
            <Button variant="secondary" onClick={onRemove}>
              {t('round.case.remove')}
            </Button>
          )}
          <Button size="wide" onClick={save}>
            {t('round.case.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <TextField
          label={t('round.case.reference')}
          maxLength={200}
          autoComplete="off"
          error={fault}
          value={item.reference}
          onChange={(reference) => change({ reference })}
        />
        <TextField
          label={t('round.case.description')}
          hint={t('round.case.description.hint')}
          optional
          maxLength={200}
          autoComplete="off"
          value={item.description}
          onChange={(description) => change({ description })}
        />
        <SelectField
          label={t('round.case.policy')}
          value={item.policy || none}
          onChange={(policy) => change({ policy: policy === none ? '' : policy })}
          options={[{ value: none, label: t('round.case.none') }, ...policyOptions]}
        />
        <SelectField
          label={t('round.case.expected')}
          hint={t('round.case.expected.hint')}
          value={item.expected || none}
          onChange={(expected) => change({ expected: expected === none ? '' : expected })}
          options={[
            { value: none, label: t('round.case.none') },
            ...options.map(({ value }) => ({ value, label: label(value) })),
          ]}
        />
        <Switch
          label={t('round.case.twice')}
          hint={t('round.case.twice.hint')}
          checked={item.repeatId !== ''}
          onChange={(twice) => change({ repeatId: twice ? platform.newId() : '' })}
        />
      </div>
    </Sheet>
  )
}
