import { useT } from '#client/lib/i18n.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Label } from '#client/ui/label.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import type { StructureTeam } from '#shared/administration/views.ts'
import { isTeamRole, partnerFunctions, roles } from '#shared/people/role-rules.ts'
import type { RoleField, RoleForm } from './role-form.ts'

type Props = {
  value: RoleForm
  onChange: (value: RoleForm) => void
  teams: readonly StructureTeam[]
  errorAt: (field: RoleField) => string | undefined
}

/** A role, where it is held, and its days. */
export function RoleFields({ value, onChange, teams, errorAt }: Props) {
  const t = useT()
  const roleError = errorAt('standing.role')
  const functionError = errorAt('standing.function')
  return (
    <>
      <div aria-invalid={roleError ? true : undefined}>
        <Label>{t('admin.give.role')}</Label>
        <ChipGroup
          label={t('admin.give.role')}
          value={value.role}
          onChange={(role) => onChange({ ...value, role })}
          options={roles.map((role) => ({ value: role, label: t(`admin.role.${role}`) }))}
        />
        <p className="field-error" aria-live="polite" hidden={!roleError}>
          {roleError}
        </p>
      </div>
      {isTeamRole(value.role) && (
        <SelectField
          label={t('admin.give.team')}
          placeholder={t('admin.give.team.choose')}
          error={errorAt('standing.teamId')}
          value={value.teamId}
          onChange={(teamId) => onChange({ ...value, teamId })}
          options={teams.map(({ teamId, name }) => ({ value: teamId, label: name }))}
        />
      )}
      {value.role === 'partner' && (
        <div aria-invalid={functionError ? true : undefined}>
          <Label>{t('admin.give.function')}</Label>
          <ChipGroup
            label={t('admin.give.function')}
            value={value.function || undefined}
            onChange={(chosen) => onChange({ ...value, function: chosen })}
            options={partnerFunctions.map((partnerFunction) => ({
              value: partnerFunction,
              label: t(`admin.function.${partnerFunction}`),
            }))}
          />
          <p className="field-error" aria-live="polite" hidden={!functionError}>
            {functionError}
          </p>
        </div>
      )}
      <DateField
        label={t('admin.give.starts')}
        error={errorAt('standing.startsOn')}
        value={value.startsOn}
        onChange={(startsOn) => onChange({ ...value, startsOn })}
      />
      <DateField
        label={t('admin.give.ends')}
        optional
        error={errorAt('standing.endsOn')}
        value={value.endsOn}
        onChange={(endsOn) => onChange({ ...value, endsOn })}
      />
    </>
  )
}
