import { type Faults, type Reading, readWith, withFaults } from '#client/forms/reading.ts'
import { type SettingsInput, settingsInput } from '#shared/check-ins/contracts.ts'
import type { SettingsView } from '#shared/check-ins/views.ts'

/** Holds what an administrator types, before it is read. */
export type SettingsForm = { name: string; phone: string; url: string; verifiedOn: string; days: string }
type SettingsField = keyof SettingsForm

export function formOf({ programme: { name, phone, url, verifiedOn }, retentionDays }: SettingsView) {
  return {
    name: name ?? '',
    phone: phone ?? '',
    url: url ?? '',
    verifiedOn: verifiedOn ?? '',
    days: String(retentionDays),
  } satisfies SettingsForm
}

const orNull = (text: string) => text.trim() || null

const fieldOf = (path: string): SettingsField | undefined => {
  const [head, second] = path.split('.')
  if (head === 'retentionDays') return 'days'
  return (['name', 'phone', 'url', 'verifiedOn'] as const).find((field) => field === second)
}

/** Reads the form as the command's input. A programme needs a name and a way to reach it. */
export function readSettings(form: SettingsForm): Reading<SettingsField, SettingsInput> {
  const programme = {
    name: orNull(form.name),
    phone: orNull(form.phone),
    url: orNull(form.url),
    verifiedOn: orNull(form.verifiedOn),
  }
  const isReachable = programme.phone !== null || programme.url !== null
  const faults: Faults<SettingsField> = {}
  if (isReachable && programme.name === null) faults.name = 'missing'
  if (programme.name !== null && !isReachable) faults.phone = 'missing'
  const retentionDays = form.days.trim() === '' ? null : Number(form.days)
  return withFaults(faults, readWith(settingsInput, { programme, retentionDays }, fieldOf))
}
