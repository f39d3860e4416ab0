import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { Button } from '#client/ui/button.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { administration } from '#shared/administration/contracts.ts'
import type { StructureTeam, StructureView } from '#shared/administration/views.ts'
import { useAdminister } from './data.ts'
import { inTree, selfAndBelow } from './team-tree.ts'
import { useForm } from './use-form.ts'

type Props = { team: StructureTeam | undefined; structure: StructureView; onClose: () => void }

const top = 'top'

/** A new team, or another name and place for one that is there. */
export function TeamSheet({ team, structure, onClose }: Props) {
  const t = useT()
  const administer = useAdminister()
  const form = useForm(['name', 'parentId', 'zone'])
  const [teamId] = useState(() => team?.teamId ?? uuidv7())
  const [name, setName] = useState(team?.name ?? '')
  const [parentId, setParentId] = useState(team?.parentId ?? null)
  const [zone, setZone] = useState(team?.zone ?? structure.org.zone)
  useUnsentEdit(name.trim() !== (team?.name ?? ''))
  const below = selfAndBelow(structure.teams, teamId)
  const zones = team ? [zone] : Intl.supportedValuesOf('timeZone')

  async function save() {
    const done = await form.submit(name.trim() === '' ? ['name'] : [], () =>
      administer(
        administration.saveTeam,
        { teamId, name: name.trim(), parentId, zone },
        team?.version ?? null,
      ),
    )
    if (done) onClose()
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={team ? t('admin.team.edit') : t('admin.team.new')}
      footer={
        <Button size="wide" disabled={form.busy} onClick={() => void save()}>
          {t('admin.team.save')}
        </Button>
      }
    >
      <div className="stack">
        <TextField
          label={t('admin.team.name')}
          error={form.errorAt('name')}
          value={name}
          maxLength={200}
          autoComplete="off"
          onChange={(next) => {
            setName(next)
            form.clear()
          }}
        />
        <SelectField
          label={t('admin.team.parent')}
          error={form.errorAt('parentId')}
          value={parentId ?? top}
          onChange={(next) => {
            setParentId(next === top ? null : next)
            form.clear()
          }}
          options={[
            { value: top, label: t('admin.team.top') },
            ...inTree(structure.teams)
              .filter((one) => !below.has(one.teamId))
              .map((one) => ({ value: one.teamId, label: one.name })),
          ]}
        />
        <SelectField
          label={t('admin.team.zone')}
          hint={team && t('admin.team.zone.fixed')}
          error={form.errorAt('zone')}
          disabled={team !== undefined}
          value={zone}
          onChange={setZone}
          options={zones.map((value) => ({ value, label: value }))}
        />
        <p role="alert" className="field-error">
          {form.elsewhere}
        </p>
      </div>
    </Sheet>
  )
}
