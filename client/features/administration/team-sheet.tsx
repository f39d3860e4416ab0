import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { administration, saveTeamInput } from '#shared/administration/contracts.ts'
import type { StructureTeam, StructureView } from '#shared/administration/views.ts'
import { useAdminister } from './data.ts'
import { inTree, selfAndBelow } from './team-tree.ts'
import { useChangeForm } from './use-change-form.ts'

type Props = { team: StructureTeam | undefined; structure: StructureView; onClose: () => void }

const top = 'top'
const fields = ['name', 'parentId', 'zone'] as const

/** A new team, or another name and place for one that is there. */
export function TeamSheet({ team, structure, onClose }: Props) {
  const t = useT()
  const administer = useAdminister()
  const [teamId] = useState(() => team?.teamId ?? uuidv7())
  const form = useChangeForm({
    fields,
    initial: {
      name: team?.name ?? '',
      parentId: team?.parentId ?? top,
      zone: team?.zone ?? structure.org.zone,
    },
    read: ({ name, parentId, zone }) =>
      readWith(
        saveTeamInput,
        { teamId, name, parentId: parentId === top ? null : parentId, zone },
        fieldsNamed(fields),
      ),
    send: (input) => administer(administration.saveTeam, input, team?.version ?? null),
  })
  const { name, zone } = form.values
  useUnsentEdit(name.trim() !== (team?.name ?? ''))
  const below = selfAndBelow(structure.teams, teamId)
  const zones = team ? [zone] : Intl.supportedValuesOf('timeZone')

  async function save() {
    if (await form.submit()) onClose()
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
        <TextField label={t('admin.team.name')} maxLength={200} autoComplete="off" {...form.field('name')} />
        <SelectField
          label={t('admin.team.parent')}
          hint={team && t('admin.team.parent.hint')}
          {...form.field('parentId')}
          options={[
            { value: top, label: t('admin.team.top') },
            ...inTree(structure.teams)
              .filter((item) => !below.has(item.teamId))
              .map((item) => ({ value: item.teamId, label: item.name })),
          ]}
        />
        <SelectField
          label={t('admin.team.zone')}
          hint={team && t('admin.team.zone.fixed')}
          disabled={team !== undefined}
          {...form.field('zone')}
          options={zones.map((value) => ({ value, label: value }))}
        />
        {team && (
          <ButtonLink variant="text" flush to={paths.moveIn(teamId)}>
            {t('admin.team.moveIn')}
          </ButtonLink>
        )}
        <p role="alert" className="field-error">
          {form.failure}
        </p>
      </div>
    </Sheet>
  )
}
