import { useT } from '#client/lib/i18n.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Label } from '#client/ui/label.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import type { StructureTeam } from '#shared/administration/views.ts'
import { isTeamRole, partnerFunctions, roles } from '#shared/people/role-rules.ts'
import type { StandingForm } from './standing-form.ts'

type Props = {
  form: StandingForm
  onChange: (form: StandingForm) => void
  teams: readonly StructureTeam[]
  /** What is wrong at a field, by the name under which the server speaks of it. */
  errorAt: (field: string) => string | undefined
}

export const standingFields = [
  'standing.role',
  'standing.teamId',
  'standing.function',
  'standing.startsOn',
  'standing.endsOn',
]

/** A role, where it is held, and its days. */
export function StandingFields({ form, onChange, teams, errorAt }: Props) {
  const t = useT()
  const roleError = errorAt('standing.role')
  return (
    <>
      <div>
        <Label>{t('admin.give.role')}</Label>
        <ChipGroup
          label={t('admin.give.role')}
          value={form.role}
          onChange={(role) => onChange({ ...form, role })}
          options={roles.map((value) => ({ value, label: t(`admin.role.${value}`) }))}
        />
        <p className="field-error" aria-live="polite" hidden={!roleError}>
          {roleError}
        </p>
      </div>
      {isTeamRole(form.role) && (
        <SelectField
          label={t('admin.give.team')}
          placeholder={t('admin.give.team.choose')}
          error={errorAt('standing.teamId')}
          value={form.teamId}
          onChange={(teamId) => onChange({ ...form, teamId })}
          options={teams.map(({ teamId, name }) => ({ value: teamId, label: name }))}
        />
      )}
      {form.role === 'partner' && (
        <div>
          <Label>{t('admin.give.function')}</Label>
          <ChipGroup
            label={t('admin.give.function')}
            value={form.function || undefined}
            onChange={(chosen) => onChange({ ...form, function: chosen })}
            options={partnerFunctions.map((value) => ({ value, label: t(`admin.function.${value}`) }))}
          />
          <p className="field-error" aria-live="polite" hidden={!errorAt('standing.function')}>
            {errorAt('standing.function')}
          </p>
        </div>
      )}
      <DateField
        label={t('admin.give.starts')}
        error={errorAt('standing.startsOn')}
        value={form.startsOn}
        onChange={(startsOn) => onChange({ ...form, startsOn })}
      />
      <DateField
        label={t('admin.give.ends')}
        optional
        error={errorAt('standing.endsOn')}
        value={form.endsOn}
        onChange={(endsOn) => onChange({ ...form, endsOn })}
      />
    </>
  )
}
